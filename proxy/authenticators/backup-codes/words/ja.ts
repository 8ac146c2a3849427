import type { BackupCodesWords } from './en.ts';

export const ja: BackupCodesWords = {
  name: 'バックアップコード',
  card: 'ほかの方法が手元にないときに使う、紙などに控えたコードです。',
  intro: 'バックアップコードを1つ入力してください。',
  setupIntro: '',
  wrong: {
    kind: 'error',
    text: 'このコードは使えませんでした。',
    hint: '1文字ずつ確認してください。各コードは1回だけ使えます。新しいコードを作成すると、以前のコードは使えなくなります。',
  },
  missing: { kind: 'error', text: 'バックアップコードを1つ入力してください。' },
  codeLabel: 'バックアップコード',
  codeHint: 'XXXXX-XXXXX-XXXXX の形式です。大文字・小文字の違いやハイフンの有無は問いません。',
};
