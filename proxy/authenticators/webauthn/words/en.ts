export const en = {
  name: 'Security key or passkey',
  card: 'A key that you plug in or tap, your fingerprint, face or screen lock. The safest way: it can’t be phished.',
  intro: 'Use your security key, fingerprint, face or screen lock.',
  setupIntro: 'Have your key at hand, or use the fingerprint reader or screen lock of this device.',
  wrong: {
    kind: 'error' as const,
    text: 'That key didn’t work.',
    hint: 'Use a key that you have registered here, and try again.',
  },
  missing: { kind: 'error' as const, text: 'Press the button first, then follow your browser.' },
  use: 'Use security key',
  create: 'Register this key',
  waiting: 'Follow your browser. If your key blinks, touch it.',
  failed: 'Nothing came from the key. Try again, or choose another way.',
  duplicate: 'This key is registered already.',
  unsupported: 'This browser can’t use security keys. Choose another way.',
  insecure: 'Your browser uses security keys on secure (https) pages only. Choose another way.',
  needsScript:
    'Security keys need JavaScript, which is off in this browser. Turn it on, or choose another way.',
};

export type WebAuthnWords = typeof en;
