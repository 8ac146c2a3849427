import type { DuoPushWords } from './en.ts';

export const ja: DuoPushWords = {
  name: 'Duo Push',
  card: 'スマートフォンの Duo Mobile アプリにリクエストが届きます。タップするだけで承認できます。',
  intro: 'スマートフォンにリクエストを送信します。Duo Mobile アプリで承認してください。',
  setupIntro: 'スマートフォンの Duo Mobile アプリを接続し、最初のリクエストを承認してください。',
  wrong: {
    kind: 'error',
    text: 'Duo で認証できませんでした。',
    hint: 'リクエストが拒否されたか、期限が切れたか、パスコードが間違っています。もう一度送信するか、別の方法を選んでください。',
  },
  missing: { kind: 'error', text: '先にリクエストを送信するか、パスコードを入力してください。' },
  send: 'リクエストを送信',
  sendAgain: 'もう一度送信',
  waiting: '承認を待っています。スマートフォンを確認し、「承認」をタップしてください。',
  answered: '応答を受け取りました。少しお待ちください…',
  approved: '承認しました',
  passcode: '代わりにパスコードを入力',
  passcodeLabel: 'Duo パスコード',
  passcodeHint: 'Duo Mobile アプリ、トークン、または管理者から取得した半角数字です。',
  passcodeSubmit: '続行',
  unavailable: 'Duo に接続できないか、Duo がログインを許可していません。別の方法を選んでください。',
  activate: 'スマートフォンの接続',
  activateText:
    'スマートフォンに Duo Mobile をインストールし、スマートフォンでこのリンクを開くか、アプリでコードを読み取ってください。その後、このページに戻り、最初のリクエストを送信してください。',
  qrLabel: 'Duo Mobile アプリを接続する QR コード',
  openLink: 'このデバイスで Duo Mobile を開く',
};
