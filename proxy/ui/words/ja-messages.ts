import type { Words } from './en.ts';
import { secondsInWords } from './seconds-in-words-ja.ts';

/** What pages say about an attempt, in Japanese. */
export const messages: Words['messages'] = {
  wrongRecoveryCode: {
    kind: 'error',
    text: 'このコードは使えませんでした。',
    hint: '1文字ずつ確認してください。各コードは1回だけ使えます。新しいコードを作成すると、以前のコードは使えなくなります。',
  },
  missingRecoveryCode: {
    kind: 'error',
    text: 'バックアップコードまたはリカバリーコードを入力してください。',
  },
  savedRequired: {
    kind: 'error',
    text: '先にコードを保存してから、チェックボックスをオンにしてください。',
    hint: 'コードをもう一度表示することはできません。',
  },
  conversationExpired: {
    kind: 'warning',
    text: 'ページを開いてから時間が経ちすぎました。',
    hint: '入力内容は確認されていません。もう一度お試しください。アプリのコードを使う場合は、今表示されているコードを入力してください。',
  },
  setupExpired: {
    kind: 'warning',
    text: 'ページを開いてから時間が経ちすぎたため、最初からやり直します。',
    hint: 'すでに QR コードを読み取った場合は、アプリからその項目を削除し、新しい QR コードを読み取ってください。',
  },
  codeSent: { kind: 'success', text: '送信しました。' },
  sendFailed: {
    kind: 'error',
    text: '送信できませんでした。',
    hint: '1分ほど待ってからもう一度試すか、別の認証方法を選んでください。',
  },
  sendUnusable: {
    kind: 'error',
    text: '送信先がありません。',
    hint: '入力内容を確認するか、別の認証方法を選んでください。',
  },
  sendWait: (seconds) => ({
    kind: 'warning',
    text: 'すでに何度か送信しています。',
    hint: `最後に届いたものを使うか、別の方法を選ぶか、最長${secondsInWords(seconds)}お待ちください。`,
  }),
  tooManyFromAddress: (seconds) => ({
    kind: 'warning',
    text: 'お使いのネットワークからの試行回数が多すぎます。',
    hint: `${secondsInWords(seconds)}待ってから、もう一度お試しください。`,
  }),
  attemptsLeft: (count) =>
    count === 0
      ? 'これ以上は試せません。ログインからやり直す必要があります。'
      : `あと${count}回間違えると、ログインからやり直す必要があります。`,
};

/** Headings and texts for requests that cannot go on, in Japanese. */
export const problems: Words['problems'] = {
  badRequest: {
    heading: 'リクエストを処理できませんでした',
    text: 'アドレスまたは送信されたフォームが正しくありません。前のページに戻って、もう一度お試しください。',
  },
  forbidden: {
    heading: 'この操作はできません',
    text: 'このページを開く権限がありません。権限が必要な場合は、Jira 管理者に連絡してください。',
  },
  refusedByPolicy: {
    heading: 'この方法ではログインできません',
    text: '管理者は、この場所またはこの方法での Jira の利用を許可していません。心当たりがない場合は、管理者に確認してください。',
  },
  formExpired: {
    heading: 'このページは有効期限が切れています',
    text: '安全のため、フォームは一定時間内に、開いたブラウザーからのみ送信できます。ページを開き直して、もう一度お試しください。',
  },
  notFound: {
    heading: 'ページが見つかりません',
    text: 'リンクが正しくないか、ページが移動した可能性があります。',
  },
  tooManyRequests: {
    heading: 'リクエストが多すぎます',
    text: 'お使いのネットワークから短時間に多数のリクエストがありました。1分ほど待ってから、もう一度お試しください。',
  },
  internal: {
    heading: '問題が発生しました',
    text: 'こちら側で問題が発生し、記録されました。もう一度お試しください。繰り返し発生する場合は、下の参照番号を Jira 管理者に伝えてください。',
  },
  upstreamDown: {
    heading: 'Jira が応答していません',
    text: 'Jira が再起動中またはメンテナンス中の可能性があります。1分ほど待ってから、もう一度お試しください。',
  },
  unavailable: {
    heading: '現在、ログインを確認できません',
    text: 'アカウントを保護するため、確認できるまでページは開けません。1分ほど待ってから、もう一度お試しください。繰り返し発生する場合は、下の参照番号を Jira 管理者に伝えてください。',
  },
};
