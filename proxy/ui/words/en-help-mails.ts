type Facts = { readonly factor: string; readonly by: string; readonly until: string };

/** What mails say of help that somebody else gave. `until` is a time. */
export const helpNotices = {
  factor_taken: {
    subject: 'A way to log in to Jira was removed by an administrator',
    text: ({ by, factor }: Facts) => `${by} removed “${factor}” from your two-step verification.`,
  },
  reset_link: {
    subject: 'Set up your Jira two-step verification again',
    text: ({ by }: Facts) =>
      `${by} reset your two-step verification: your ways to verify, backup codes and remembered browsers are void. Open the link below within 24 hours, or simply log in: you set it up again after your password. The link works until you have, and lets nobody in without your password.`,
  },
  set_up_again: {
    subject: 'Your Jira two-step verification is set up again',
    text: ({ factor }: Facts) =>
      `Your two-step verification is complete again after the reset, with “${factor}”.`,
  },
  exemption_granted: {
    subject: 'You can log in to Jira without two-step verification for a while',
    text: ({ by, until }: Facts) => `${by} lets you log in with your password alone until ${until}.`,
  },
  exemption_ended: {
    subject: 'You need two-step verification for Jira again',
    text: ({ by }: Facts) => `${by} ended your exemption: from now on your password alone is not enough.`,
  },
  help_desk_code_issued: {
    subject: 'Your help desk made a code for your Jira account',
    text: ({ by, until }: Facts) =>
      `${by} made a code that stands in for your second step once, until ${until}. You hear it over the telephone. Nobody from the help desk asks you for it.`,
  },
  help_desk_code_used: {
    subject: 'A help-desk code was used for your Jira account',
    text: () =>
      'Somebody logged in as you with a code of your help desk. Set up a way to verify of your own, if you have none at hand any more.',
  },
  unlocked: {
    subject: 'Your Jira two-step verification was unlocked',
    text: ({ by }: Facts) => `${by} ended the lock after too many wrong codes. You can try again.`,
  },
  devices_forgotten: {
    subject: 'Remembered browsers of your Jira account were forgotten',
    text: ({ by }: Facts) =>
      `${by} made us forget every remembered browser of yours: you are asked for your second step again everywhere.`,
  },
  sessions_ended: {
    subject: 'You were logged out of Jira everywhere',
    text: ({ by }: Facts) => `${by} ended all your sessions: you show your second step again everywhere.`,
  },
  break_glass: {
    subject: 'Emergency access to a Jira account was opened',
    text: ({ by, until }: Facts) =>
      `${by} opened emergency access to this account at the server: a code stands in for the second step once, until ${until}.`,
  },
};

export type HelpNotices = typeof helpNotices;
