import type { HelpDeskCodeWords } from './en.ts';

export const ja: HelpDeskCodeWords = {
  name: 'ヘルプデスクコード',
  card: 'ヘルプデスクが電話でお伝えするコードです。',
  intro: 'ヘルプデスクから伝えられたコードを入力してください。',
  setupIntro: '',
  wrong: {
    kind: 'error',
    text: 'このコードは使えませんでした。',
    hint: '1文字ずつ確認してください。コードは1回だけ、短い期間だけ使えます。新しいコードはヘルプデスクに依頼してください。',
  },
  missing: { kind: 'error', text: 'ヘルプデスクから伝えられたコードを入力してください。' },
  codeLabel: 'ヘルプデスクコード',
  codeHint: 'XXXX-XXXX の形式です。大文字・小文字の違いやハイフンの有無は問いません。',
};
