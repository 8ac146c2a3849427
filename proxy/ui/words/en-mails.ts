import { helpNotices } from './en-help-mails.ts';

type Facts = {
  readonly factor: string;
  readonly left: number;
  readonly name: string;
  readonly by: string;
  readonly until: string;
};

/** What the mails say. None of them holds a code or a link that lets anybody in. */
export const mails = {
  greeting: (name: string) => `Hello ${name},`,
  when: 'When',
  where: 'From address',
  browser: 'Browser',
  site: 'Site',
  account: 'Account',
  wasYou: 'If this was you, there is nothing to do.',
  wasAskedFor: 'If you asked for this, there is nothing else to do.',
  setUpAgain: 'Set up two-step verification again',
  wasNotYou: 'If it was not you',
  wasNotYouText:
    'open this link to log out everywhere and forget all remembered browsers. Then change your Jira password, and tell your Jira administrator.',
  footer:
    'Jira sends this to everybody whose login changes. It never asks for your password or a code by mail.',
  notices: {
    ...helpNotices,
    factor_added: {
      subject: 'A new way to log in to Jira was added',
      text: ({ factor }: Facts) => `“${factor}” was added to your two-step verification.`,
    },
    factor_removed: {
      subject: 'A way to log in to Jira was removed',
      text: ({ factor }: Facts) => `“${factor}” was removed from your two-step verification.`,
    },
    app_replaced: {
      subject: 'Your Jira authenticator app was moved to another phone',
      text: () =>
        'The authenticator app of your two-step verification was set up anew. The old one stopped working.',
    },
    reset: {
      subject: 'Your Jira two-step verification was reset',
      text: () =>
        'An administrator removed all your ways to verify. You set them up again at your next login.',
    },
    turned_off: {
      subject: 'Two-step verification was turned off for your Jira account',
      text: () => 'Your password alone is enough to log in to Jira now.',
    },
    new_browser: {
      subject: 'New browser used to log in to Jira',
      text: ({ factor }: Facts) =>
        `Somebody logged in as you with “${factor}” from a browser that we don’t know.`,
    },
    backup_code_used: {
      subject: 'A Jira backup code was used',
      text: ({ left }: Facts) => `One of your backup codes was used. ${left} of 15 are left.`,
    },
    backup_codes_low: {
      subject: 'Few Jira backup codes left',
      text: ({ left }: Facts) =>
        `One of your backup codes was used. ${left} of 15 are left: make new ones at your next login.`,
    },
    backup_codes_gone: {
      subject: 'Your last Jira backup code was used',
      text: () => 'No backup code is left. Make new ones at your next login.',
    },
    codes_changed: {
      subject: 'New Jira backup or recovery codes were made',
      text: () => 'The codes that you had before stopped working.',
    },
    recovery_code_used: {
      subject: 'Your Jira recovery code was used',
      text: () => 'Somebody logged in as you with your recovery code. A new one replaced it.',
    },
    wrong_codes: {
      subject: 'Wrong codes were entered for your Jira account',
      text: () =>
        'Somebody gave your right password and then wrong codes. If that was not you, they know your password.',
    },
    device_stolen: {
      subject: 'A remembered browser of your Jira account may have been copied',
      text: () =>
        'Two browsers used the same cookie of a remembered browser. Neither is remembered any more, and both have to verify again.',
    },
    key_copied: {
      subject: 'A security key of your Jira account was blocked',
      text: () =>
        'A security key of yours answered with a counter that went back: somebody may have a copy of it. It is blocked. Remove it and register it anew.',
    },
  },
};

export type NoticeKind = keyof typeof mails.notices;
