import type { SmsCodeWords } from './en.ts';

export const ja: SmsCodeWords = {
  name: 'SMS で届くコード',
  card: '携帯電話に6桁のコードを送信します。電波の届く場所で使えます。',
  intro: '携帯電話に6桁のコードを送信します。',
  setupIntro:
    '携帯電話に6桁のコードを送信します。ご自身の番号であることを確認するため、ここにコードを入力してください。',
  wrong: {
    kind: 'error',
    text: 'このコードは使えませんでした。',
    hint: '最新の SMS のコードを入力してください。新しいコードを送信すると、以前のコードは無効になります。コードは5分間、1回だけ使えます。',
  },
  missing: { kind: 'error', text: 'SMS で届いた6桁のコードを入力してください。' },
  numberLabel: '携帯電話番号',
  numberHint: '国番号を付けて入力してください（例：+81 90 1234 5678）。',
  send: 'コードを送信',
  sendAgain: '別のコードを送信',
  otherNumber: '別の番号を使う',
  to: (number) => `送信先：${number}`,
  sentTo: (number, minutes) => `${number} にコードを送信しました。コードは${minutes}分間有効です。`,
  codeLabel: '認証コード',
  codeHint: '半角数字6桁。空白が入っていてもかまいません。',
};
