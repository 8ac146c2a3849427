import type { Words } from './en.ts';
import { help } from './ja-help.ts';
import { mails } from './ja-mails.ts';
import { messages, problems } from './ja-messages.ts';
import { profile } from './ja-profile.ts';
import { secondsInWords } from './seconds-in-words-ja.ts';

/** Every word that the pages say, in Japanese. */
export const ja: Words = {
  direction: 'ltr',
  secondsInWords,
  frame: {
    site: 'Jira',
    skipToContent: 'メインコンテンツへスキップ',
    documentTitle: (title) => `${title} - Jira`,
    errorTitle: (title) => `エラー：${title}`,
    loggingInAs: 'ログインユーザー：',
    notYou: '別のユーザーですか？',
    logOut: 'ログアウト',
    reference: '参照番号',
    settings: '2段階認証の管理',
  },
  challenge: {
    title: '2段階認証',
    submit: '続行',
    tryAnotherWay: '別の方法を試す',
    useRecoveryCode: 'バックアップコードまたはリカバリーコードを使う',
    remember: (days) => `このブラウザーでは${days}日間、2段階認証を省略する`,
    rememberHint: '自分だけが使うパソコンやスマートフォンの場合にのみ選択してください。',
  },
  confirm: {
    title: '本人確認',
    intro: 'ログイン方法を変更する前に、もう一度認証してください。この確認は10分間有効です。',
  },
  ways: {
    title: '認証方法の選択',
    intro: '今すぐ使える方法を選んでください。',
    recoveryTitle: 'バックアップコードまたはリカバリーコード',
    recoveryText: '2段階認証のセットアップ時に保存したコードです。',
    none: 'どれも手元にない場合は、Jira 管理者に2段階認証のリセットを依頼してください。',
  },
  methods: {
    title: '2段階認証のセットアップ',
    addTitle: '認証方法の追加',
    intro: '認証方法を選んでください。あとから追加することもできます。',
    addIntro: '認証方法が2つあれば、スマートフォンやキーを紛失してもログインできます。',
    recommended: '推奨',
    back: '別の方法を選ぶ',
  },
  enroll: {
    title: '2段階認証のセットアップ',
    reasons: {
      required:
        'お使いの組織では、Jira へのログインに2段階認証が必要です。セットアップは2分ほどで完了します。',
      reset:
        '管理者が2段階認証をリセットしました。続行するには、もう一度セットアップしてください。アプリに残っている古い Jira の項目は削除してかまいません。',
      chosen: 'ログインのたびに2段階目の認証を行い、アカウントを保護します。',
      added: '今ある認証方法に加えて、次回のログインから使えます。',
      replaced:
        '完了すると、以前のスマートフォンのアプリでは認証できなくなり、ほかのすべてのブラウザーで再ログインが必要になります。',
      otherMethod:
        'お使いの組織では、次のいずれかの方法が必要です。今ある方法は、ほかの場所では引き続き使えます。',
      grace: (day: string) =>
        `${day}から、お使いの組織では2段階認証が必要になります。セットアップは2分ほどで完了します。`,
    },
    later: 'あとで',
    submit: 'セットアップを完了',
    nameLabel: '名前（任意）',
    nameHint: 'あとで見分けるための名前です（例：仕事用ノートパソコン）。',
  },
  recoveryCode: {
    title: 'リカバリーコードの保存',
    codesTitle: 'バックアップコードの保存',
    reasons: {
      enrolled: '2段階認証がオンになりました。',
      replaced: '以前のリカバリーコードは使用済みです。今後はこのコードを使ってください。',
      rotated: '以前のリカバリーコードは無効になりました。今後はこのコードを使ってください。',
      reissued: '以前のバックアップコードは無効になりました。今後はこれらのコードを使ってください。',
    },
    intro:
      'スマートフォンやキーを紛失したときは、このコードでログインできます。使えるのは1回だけで、表示されるのも今回だけです。',
    codesIntro:
      'スマートフォンやキーを紛失したときは、これらのコードでログインできます。各コードは1回だけ、好きな順番で使えます。表示されるのは今回だけです。',
    bothIntro:
      'スマートフォンやキーを紛失したときは、これらのコードでログインできます。各コードは1回だけ使えます。表示されるのは今回だけです。',
    codeLabel: 'リカバリーコード',
    codesLabel: 'バックアップコード',
    download: 'ダウンロード',
    print: '印刷',
    safePlaces:
      'パスワードマネージャーに保存するか、印刷して保管してください。スマートフォンだけに保存するのは避けてください。',
    saved: 'このコードを安全な場所に保存しました',
    savedAll: 'これらのコードを安全な場所に保存しました',
    submit: 'Jira へ進む',
    backToProfile: '続行',
    addSecond: '続行して2つ目の認証方法を追加',
    file: (facts) => [
      facts.backupCodes.length > 0 ? 'Jira バックアップコード' : 'Jira リカバリーコード',
      '',
      ...facts.backupCodes,
      ...(facts.backupCodes.length > 0 && facts.code !== undefined ? ['', 'リカバリーコード'] : []),
      ...(facts.code === undefined ? [] : [facts.code]),
      '',
      // Padded with full-width blanks, so that the labels are of one width.
      `サイト　　：${facts.site}`,
      `ユーザー名：${facts.username}`,
      `作成日　　：${facts.date}`,
      '',
      'スマートフォンやキーが手元にないときに使ってください。',
      '各コードは1回だけ使えます。',
      '以前に発行された同じ種類のコードは無効です。',
      'ほかの人の目に触れない場所に保管してください。',
    ],
  },
  guard: {
    title: 'まずご本人であることを確認します',
    intro:
      'パスワードは盗まれることがあります。スマートフォンやキーをアカウントに登録する前に、別の方法で確認します。',
    network: '組織のネットワークからこのページを開くと、ほかの確認は必要ありません。',
    mailIntro: (to: string) => `メールアドレス（${to}）にコードを送信できます。`,
    mailSent: (to: string) => `${to} にコードを送信しました。有効期間は10分です。`,
    send: 'コードを送信',
    again: 'コードを再送信',
    mailLabel: 'メールのコード',
    mailHint: '6桁の数字です。',
    help: 'メールを確認できない場合は、ヘルプデスクが1回限りのコードを発行できます。',
    helpLabel: 'ヘルプデスクのコード',
    helpHint: '大文字・小文字の違いやハイフンの有無は問いません。',
    submit: '続行',
    nobody: 'どの方法も使えない場合は、Jira 管理者に連絡してください。',
  },
  recover: {
    title: 'バックアップコードまたはリカバリーコードを使う',
    intro:
      'バックアップコードまたはリカバリーコードを入力してください。各コードは1回だけ使えます。リカバリーコードを使うと、新しいコードが発行されます。',
    codeLabel: 'コード',
    codeHint:
      'XXXXX-XXXXX-XXXXX または XXXXX-XXXXX-XXXXX-XXXXX の形式です。大文字・小文字の違いやハイフンの有無は問いません。',
    submit: '続行',
    back: '別の方法を使う',
    noCode: 'スマートフォンもコードもない場合は、Jira 管理者に2段階認証のリセットを依頼してください。',
    helpDesk: 'ヘルプデスクからコードを伝えられた場合も、ここに入力してください。',
  },
  ...help,
  codesLow: {
    title: 'バックアップコードが残りわずかです',
    text: (left) =>
      left === 0
        ? '最後のバックアップコードを使用しました。スマートフォンを紛失してもログインできるように、今すぐ新しいコードを作成してください。'
        : `バックアップコードは15個のうち残り${left}個です。今のうちに新しいコードを作成してください。作成すると、以前のコードは使えなくなります。`,
    make: '新しいコードを作成',
    later: 'あとで作成し、Jira へ進む',
  },
  locked: {
    title: '間違ったコードが繰り返し入力されました',
    text: 'アカウントを保護するため、2段階認証を一時的にロックしました。パスワードはこれまでどおり使えます。Jira の内容に変更はありません。',
    tryAgainIn: '再試行できるまであと',
    tryAgainNow: '再試行できます。',
    wasNotYou:
      'コードを入力した覚えがない場合は、パスワードを他人に知られているおそれがあります。パスワードを変更し、Jira 管理者に連絡してください。',
    administratorTitle: 'アカウントがロックされています',
    administratorText:
      '間違ったコードが何度も入力されたため、2段階認証がロックされました。Jira 管理者がリセットするまで解除されません。',
    administratorNext: '時間をおいたり、ログインし直したりしても、ロックは解除されません。',
    tryAgain: '再試行',
  },
  notMe: {
    title: '心当たりがありませんか？',
    text: 'すべてのブラウザーからログアウトし、信頼済みブラウザーもすべて解除します。その後のログインには、パスワードと2段階目の認証が再び必要になります。',
    submit: '心当たりがないため、すべてログアウトする',
    doneTitle: 'すべてのブラウザーからログアウトしました',
    doneText:
      '信頼済みブラウザーもすべて解除しました。パスワードを他人に知られているおそれがあるため、今すぐ Jira のパスワードを変更してください。その後、Jira 管理者に連絡してください。',
    toLogin: 'Jira へ移動',
    invalidTitle: 'このリンクは有効期限が切れています',
    invalidText:
      'Jira にログインし、「2段階認証の管理」を開いてください。そこからログアウトや信頼済みブラウザーの解除ができます。',
  },
  api: {
    title: 'REST API',
    text: 'スクリプト、負荷テストキット、Jira 自体のログインページが使う API です。パスは /rest/tsv/1.0 と /rest/tsv/latest です。',
    document: 'プログラム向けの定義：OpenAPI 3.1',
    administration: {
      title: '管理者用 REST API',
      text: '2 段階認証を管理するスクリプトが使う API です。パスは /rest/two-step-admin/1.0 と /rest/two-step-admin/latest です。',
    },
    query: 'アドレスのパラメーター',
    request: 'リクエスト',
    replies: 'レスポンス',
    callers: {
      anybody: '誰でも利用できます。',
      person: 'ログイン済みのユーザー（認証済みセッションまたはトークン）が利用できます。',
      administrator: 'Jira のシステム管理者が利用できます。',
    },
  },
  ended: {
    title: '最初からやり直してください',
    text: '間違ったコードが繰り返し入力されました。アカウントを保護するため、別のコードを試す前に、もう一度パスワードでログインしてください。',
    submit: 'もう一度ログイン',
  },
  loggedOut: {
    title: 'ログアウトしました',
    text: '共用のパソコンをお使いの場合は、ブラウザーのウィンドウもすべて閉じてください。',
    submit: 'もう一度ログイン',
  },
  problem: {
    reference: '参照番号',
    retry: '再試行',
    home: 'Jira へ移動',
  },
  copy: {
    action: 'コピー',
    copied: 'コピーしました',
    failed: 'Ctrl+C または ⌘C でコピーしてください',
  },
  profile,
  mails,
  messages,
  problems,
};
