import type { HelpWords } from './en-help.ts';

/** What pages say after somebody else has helped. */
export const help: HelpWords = {
  setUpAgain: {
    title: '2段階認証をもう一度設定する',
    text: '管理者があなたの2段階認証をリセットしました。Jira のパスワードでログインしてから、新しい認証方法を設定し、新しいバックアップコードを保存してください。ボタンを押すまでは何も変更されません。',
    submit: 'ログインして設定する',
    otherTitle: 'このリンクはあなた宛てではありません',
    otherText:
      'リンクの送信先とは別のアカウントでログインしています。何も変更されていません。ご自身に送られたリンクの場合は、先にログアウトしてください。',
    goneTitle: 'このリンクは使えません',
    goneText:
      'リンクは使用済みか、24時間以上前のものか、新しいリンクに置き換えられています。リンクは必要ありません。Jira にログインすると、パスワードの入力後に2段階認証を設定できます。',
    toLogin: 'Jira へ移動',
  },
  helpDeskUsed: {
    title: 'ヘルプデスクコードは使用済みになりました',
    text: 'このコードは今回のログインにだけ使えました。次回に備えて、今すぐ認証方法を追加するか、アプリを新しいスマートフォンに移行してください。',
    add: '2段階認証を管理する',
    later: 'あとで管理し、Jira へ進む',
  },
};

/** Events of the audit, as the person sees them. */
export const helpEvents: Readonly<Record<string, string>> = {
  'exemption.granted': 'しばらくの間、2段階認証なしでのログインが許可されました',
  'exemption.ended': '免除が終了しました',
  'help_desk_code.issued': 'ヘルプデスクコードが作成されました',
  'help_desk_code.used': 'ヘルプデスクコードが使用されました',
  'help_desk_code.failed': '間違ったヘルプデスクコードが入力されました',
  'reset_link.sent': '再設定用のリンクが送信されました',
  'reset_link.used': '再設定用のリンクが使用されました',
  'enrollment.reset': '管理者が2段階認証をリセットしました',
  'factor.unlocked': '管理者がアカウントのロックを解除しました',
  'device.revoked_by_administrator': '管理者が信頼済みブラウザーを解除しました',
  'session.revoked_by_administrator': '管理者がセッションを終了しました',
  'break_glass.opened': '緊急アクセスが開かれました',
  'break_glass.used': '緊急アクセスが使用されました',
};
