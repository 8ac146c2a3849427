/** What pages say after somebody else has helped. */
export const help = {
  setUpAgain: {
    title: 'Set up two-step verification again',
    text: 'An administrator reset your two-step verification. Log in with your Jira password, then set up a new way to verify and save your new backup codes. Nothing happens before you press the button.',
    submit: 'Log in and set up',
    otherTitle: 'This link is not for you',
    otherText:
      'You are logged in as somebody else than the person it was sent to. Nothing was changed. Log out first if it was sent to you.',
    goneTitle: 'This link is no longer good',
    goneText:
      'It was used, it is more than 24 hours old, or a newer one took its place. You need no link: log in to Jira, and you set up two-step verification after your password.',
    toLogin: 'Go to Jira',
  },
  helpDeskUsed: {
    title: 'Your help-desk code is used up',
    text: 'It opened this one login. Add a way to verify now, or move your app to your new phone, so that you need no help the next time.',
    add: 'Look after my two-step verification',
    later: 'Later, go to Jira',
  },
};

export type HelpWords = typeof help;

/** Events of the audit, as the person sees them. */
export const helpEvents: Readonly<Record<string, string>> = {
  'exemption.granted': 'You were let in without two-step verification for a while',
  'exemption.ended': 'Your exemption ended',
  'help_desk_code.issued': 'A help-desk code was made for you',
  'help_desk_code.used': 'A help-desk code was used',
  'help_desk_code.failed': 'A wrong help-desk code was entered',
  'reset_link.sent': 'A link to set up again was sent',
  'reset_link.used': 'The link to set up again was followed',
  'enrollment.reset': 'An administrator reset your two-step verification',
  'factor.unlocked': 'An administrator unlocked your account',
  'device.revoked_by_administrator': 'An administrator made us forget your remembered browsers',
  'session.revoked_by_administrator': 'An administrator ended your sessions',
  'break_glass.opened': 'Emergency access was opened',
  'break_glass.used': 'Emergency access was used',
};
