import type { EmailCodeWords } from './en.ts';

export const ja: EmailCodeWords = {
  name: 'メールで届くコード',
  card: 'Jira に登録されているメールアドレスに、6桁のコードを送信します。',
  intro: 'メールアドレスに6桁のコードを送信します。',
  setupIntro:
    'Jira に登録されているメールアドレスに、6桁のコードを送信します。この方法を有効にするには、ここにコードを入力してください。',
  wrong: {
    kind: 'error',
    text: 'このコードは使えませんでした。',
    hint: '最新のメールのコードを入力してください。新しいコードを送信すると、以前のコードは無効になります。コードは10分間、1回だけ使えます。',
  },
  missing: { kind: 'error', text: 'メールに記載された6桁のコードを入力してください。' },
  send: 'コードを送信',
  sendAgain: '別のコードを送信',
  to: (address) => `送信先：${address}`,
  noAddress:
    'Jira にメールアドレスが登録されていません。別の方法を選ぶか、Jira のプロファイルにメールアドレスを追加してください。',
  sentTo: (address, minutes) =>
    `${address} にコードを送信しました。コードは${minutes}分間有効です。迷惑メールフォルダーも確認してください。`,
  codeLabel: 'メールで届いた認証コード',
  codeHint: '半角数字6桁。空白が入っていてもかまいません。',
  mail: {
    subject: 'Jira の認証コード',
    code: (site) => `${site} の認証コード：`,
    life: (minutes) =>
      `このコードは${minutes}分間、1回だけ使えます。組織の担当者がこのコードをお尋ねすることは決してありません。`,
    notYou:
      '今ログインした覚えがない場合は、パスワードを他人に知られています。パスワードを変更し、Jira 管理者に連絡してください。',
  },
};
