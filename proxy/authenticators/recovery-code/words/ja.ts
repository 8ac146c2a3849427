import type { RecoveryCodeWords } from './en.ts';

export const ja: RecoveryCodeWords = {
  name: 'リカバリーコード',
  card: '2段階認証のセットアップ時に保存した長いコードです。',
  intro: 'リカバリーコードを入力してください。使えるのは1回だけです。使用後に新しいコードを発行します。',
  setupIntro: '',
  wrong: {
    kind: 'error',
    text: 'このコードは使えませんでした。',
    hint: '1文字ずつ確認してください。各コードは1回だけ使えます。新しいコードを作成すると、以前のコードは使えなくなります。',
  },
  missing: { kind: 'error', text: 'リカバリーコードを入力してください。' },
  codeLabel: 'リカバリーコード',
  codeHint: 'XXXXX-XXXXX-XXXXX-XXXXX の形式です。大文字・小文字の違いやハイフンの有無は問いません。',
};
