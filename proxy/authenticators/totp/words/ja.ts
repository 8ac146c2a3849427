import type { TotpWords } from './en.ts';

export const ja: TotpWords = {
  name: '認証アプリ',
  card: 'Google Authenticator や Microsoft Authenticator など、スマートフォンのアプリに表示される6桁のコードを使います。オフラインでも使えます。',
  intro: '認証アプリを開き、Jira の項目に表示されているコードを入力してください。',
  setupIntro: 'スマートフォンのアプリが、30秒ごとに新しいコードを生成します。',
  wrong: {
    kind: 'error',
    text: 'このコードは使えませんでした。',
    hint: 'アプリに次のコードが表示されるのを待って、そのコードを入力してください。繰り返し失敗する場合は、スマートフォンの時刻を自動設定にしてください。',
  },
  missing: { kind: 'error', text: '認証アプリに表示されている6桁のコードを入力してください。' },
  codeLabel: '認証コード',
  codeHint: '半角数字6桁。空白が入っていてもかまいません。',
  appStep: '認証アプリを用意する',
  appText:
    'スマートフォンに認証アプリをインストールするか、すでにお使いのものを利用してください。Google Authenticator、Microsoft Authenticator、1Password など、6桁のコードを生成するアプリであればどれでも使えます。',
  scanStep: 'QR コードを読み取る',
  scanText: 'アプリでアカウントを追加し、カメラをこの QR コードに向けてください。',
  qrLabel: '認証アプリに Jira を追加する QR コード',
  openInApp: 'このデバイスのアプリで開く',
  cantScan: '読み取れない場合は、キーを入力',
  cantScanText:
    'アプリで「セットアップキーを入力」を選び、次の内容を入力してください。キーの種類は「時間ベース」です。',
  secret: 'シークレットキー',
  accountName: 'アカウント',
  issuer: '発行者',
  codeStep: 'アプリのコードを入力する',
  setupCodeHint: '半角数字6桁。30秒ごとに新しいコードに変わります。',
};
