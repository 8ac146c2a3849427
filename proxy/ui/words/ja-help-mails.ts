import type { HelpNotices } from './en-help-mails.ts';

export const helpNotices: HelpNotices = {
  factor_taken: {
    subject: '管理者が Jira の認証方法を削除しました',
    text: ({ by, factor }) => `${by} が2段階認証から「${factor}」を削除しました。`,
  },
  reset_link: {
    subject: 'Jira の2段階認証をもう一度設定してください',
    text: ({ by }) =>
      `${by} があなたの2段階認証をリセットしました。これまでの認証方法、バックアップコード、信頼済みブラウザーは使えません。24時間以内に下のリンクを開くか、通常どおりログインしてください。パスワードの入力後に、もう一度設定できます。リンクは設定が終わるまで有効です。パスワードなしでは誰もログインできません。`,
  },
  set_up_again: {
    subject: 'Jira の2段階認証の再設定が完了しました',
    text: ({ factor }) => `リセット後の2段階認証の設定が「${factor}」で完了しました。`,
  },
  exemption_granted: {
    subject: 'しばらくの間、2段階認証なしで Jira にログインできます',
    text: ({ by, until }) => `${by} の許可により、${until} までパスワードだけでログインできます。`,
  },
  exemption_ended: {
    subject: 'Jira の2段階認証が再び必要になりました',
    text: ({ by }) => `${by} が免除を終了しました。今後はパスワードだけではログインできません。`,
  },
  help_desk_code_issued: {
    subject: 'ヘルプデスクがあなたの Jira アカウント用のコードを作成しました',
    text: ({ by, until }) =>
      `${by} が、2段階目の認証の代わりに1回だけ使えるコードを作成しました。有効期限は ${until} です。コードは電話でお伝えします。ヘルプデスクがコードをお尋ねすることはありません。`,
  },
  help_desk_code_used: {
    subject: 'Jira アカウントでヘルプデスクコードが使用されました',
    text: () =>
      'ヘルプデスクのコードを使ってあなたのアカウントへのログインがありました。手元に認証方法がない場合は、新しく設定してください。',
  },
  unlocked: {
    subject: 'Jira の2段階認証のロックが解除されました',
    text: ({ by }) => `${by} が、間違ったコードによるロックを解除しました。もう一度お試しください。`,
  },
  devices_forgotten: {
    subject: 'Jira アカウントの信頼済みブラウザーが解除されました',
    text: ({ by }) =>
      `${by} がすべての信頼済みブラウザーを解除しました。今後はどのブラウザーでも2段階目の認証が必要です。`,
  },
  sessions_ended: {
    subject: 'すべてのブラウザーで Jira からログアウトしました',
    text: ({ by }) =>
      `${by} がすべてのセッションを終了しました。どのブラウザーでも2段階目の認証がもう一度必要です。`,
  },
  break_glass: {
    subject: 'Jira アカウントへの緊急アクセスが開かれました',
    text: ({ by, until }) =>
      `${by} がサーバー上でこのアカウントへの緊急アクセスを開きました。コードが2段階目の認証の代わりに1回だけ使えます。有効期限は ${until} です。`,
  },
};
