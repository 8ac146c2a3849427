import type { Words } from './en.ts';
import { helpNotices } from './ja-help-mails.ts';

/** What the mails say, in Japanese. None of them holds a code or a link that lets anybody in. */
export const mails: Words['mails'] = {
  greeting: (name) => `${name} 様`,
  when: '日時',
  where: 'IP アドレス',
  browser: 'ブラウザー',
  site: 'サイト',
  account: 'アカウント',
  wasYou: 'ご自身による操作の場合は、何もする必要はありません。',
  wasAskedFor: 'ご自身が依頼した場合は、ほかに何もする必要はありません。',
  setUpAgain: '2段階認証をもう一度設定する',
  wasNotYou: '心当たりがない場合',
  wasNotYouText:
    '次のリンクを開いて、すべてのブラウザーからログアウトし、信頼済みブラウザーもすべて解除してください。その後、Jira のパスワードを変更し、Jira 管理者に連絡してください。',
  footer:
    'このメールは、ログインに関する変更があった方全員に Jira からお送りしています。メールでパスワードやコードをお尋ねすることはありません。',
  notices: {
    ...helpNotices,
    factor_added: {
      subject: 'Jira の新しい認証方法が追加されました',
      text: ({ factor }) => `2段階認証に「${factor}」が追加されました。`,
    },
    factor_removed: {
      subject: 'Jira の認証方法が削除されました',
      text: ({ factor }) => `2段階認証から「${factor}」が削除されました。`,
    },
    app_replaced: {
      subject: 'Jira の認証アプリが別のスマートフォンに移行されました',
      text: () => '2段階認証の認証アプリが再設定されました。以前のアプリでは認証できなくなりました。',
    },
    reset: {
      subject: 'Jira の2段階認証がリセットされました',
      text: () =>
        '管理者があなたの認証方法をすべて削除しました。次回のログイン時に、もう一度設定してください。',
    },
    turned_off: {
      subject: 'Jira アカウントの2段階認証がオフになりました',
      text: () => '現在、パスワードだけで Jira にログインできます。',
    },
    new_browser: {
      subject: '新しいブラウザーから Jira へのログインがありました',
      text: ({ factor }) =>
        `これまでに使われたことのないブラウザーから、「${factor}」を使ってあなたのアカウントへのログインがありました。`,
    },
    backup_code_used: {
      subject: 'Jira のバックアップコードが使用されました',
      text: ({ left }) => `バックアップコードが1個使用されました。15個のうち残り${left}個です。`,
    },
    backup_codes_low: {
      subject: 'Jira のバックアップコードが残りわずかです',
      text: ({ left }) =>
        `バックアップコードが1個使用されました。15個のうち残り${left}個です。次回のログイン時に新しいコードを作成してください。`,
    },
    backup_codes_gone: {
      subject: 'Jira の最後のバックアップコードが使用されました',
      text: () => 'バックアップコードは残っていません。次回のログイン時に新しいコードを作成してください。',
    },
    codes_changed: {
      subject: 'Jira の新しいバックアップコードまたはリカバリーコードが作成されました',
      text: () => '以前のコードは使えなくなりました。',
    },
    recovery_code_used: {
      subject: 'Jira のリカバリーコードが使用されました',
      text: () =>
        'リカバリーコードを使ってあなたのアカウントへのログインがありました。リカバリーコードは新しいものに置き換えられました。',
    },
    wrong_codes: {
      subject: 'Jira アカウントに間違ったコードが入力されました',
      text: () =>
        '正しいパスワードが入力されたあと、間違ったコードが入力されました。心当たりがない場合、パスワードを他人に知られています。',
    },
    device_stolen: {
      subject: 'Jira アカウントの信頼済みブラウザーがコピーされた可能性があります',
      text: () =>
        '信頼済みブラウザーの同じ Cookie が2つのブラウザーで使用されました。どちらのブラウザーも信頼を解除したため、両方で再び認証が必要です。',
    },
    key_copied: {
      subject: 'Jira アカウントのセキュリティキーがブロックされました',
      text: () =>
        'お使いのセキュリティキーのカウンターの値が、以前より小さくなりました。複製されたおそれがあるため、このキーをブロックしました。削除して、登録し直してください。',
    },
  },
};
