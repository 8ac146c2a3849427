import type { AuditEventType } from '../../../proxy/audit/index.ts';

/** What happened, for people. A new kind of event that nobody found words for does not compile. */
const words: Readonly<Record<AuditEventType, string>> = {
  'enrollment.confirmed': 'Set up a second factor',
  'enrollment.updated': 'Set up their app anew',
  'enrollment.removed': 'Second factor removed',
  'enrollment.removal_refused': 'Removing a second factor was refused',
  'authenticator.added': 'Added a way to verify',
  'authenticator.removed': 'Removed a way to verify',
  'authenticator.renamed': 'Renamed a way to verify',
  'authenticator.blocked': 'A security key was blocked',
  'authenticator.made_default': 'Chose what to be asked for first',
  'backup_codes.issued': 'Got new backup codes',
  'backup_code.used': 'Verified with a backup code',
  'backup_code.failed': 'Wrong backup code',
  'code.sent': 'A code was sent',
  'code.not_sent': 'A code could not be sent',
  'console.opened': 'Opened this console',
  'console.refused': 'Was refused this console',
  'device.trusted': 'Had a browser remembered',
  'device.used': 'Came by a remembered browser',
  'device.revoked': 'Forgot a remembered browser',
  'device.stolen': 'A copied browser cookie was used',
  'factor.verified': 'Verified',
  'factor.failed': 'Wrong code or factor',
  'factor.locked': 'Locked after wrong codes',
  'recovery_code.used': 'Verified with the recovery code',
  'recovery_code.failed': 'Wrong recovery code',
  'recovery_code.rotated': 'Got a new recovery code',
  'elevation.granted': 'Confirmed a change',
  'elevation.refused': 'Could not confirm a change',
  'password.accepted': 'Right password',
  'password.rejected': 'Wrong password',
  'grace.started': 'Grace period began',
  'grace.skipped': 'Put the setup off',
  'policy.would_have_challenged': 'A watched rule would have asked',
  'policy.changed': 'Changed the policy',
  'enrollment.guard_passed': 'Proved who they are before a first setup',
  'enrollment.guard_refused': 'A first setup was refused',
  'session.ended': 'Logged out',
  'session.revoked': 'Logged out everywhere',
  'settings.mail_tested': 'Sent a test mail',
  'exemption.granted': 'Exemption granted',
  'exemption.ended': 'Exemption ended',
  'settings.changed': 'Changed the settings',
  'help_desk_code.issued': 'Help-desk code issued',
  'help_desk_code.used': 'Verified with a help-desk code',
  'help_desk_code.failed': 'Wrong help-desk code',
  'reset_link.sent': 'Setup link sent after a reset',
  'reset_link.used': 'Setup link used',
  'enrollment.reset': 'Second factor was reset',
  'factor.unlocked': 'Was unlocked',
  'device.revoked_by_administrator': 'Remembered browsers were revoked',
  'session.revoked_by_administrator': 'Was logged out everywhere',
  'break_glass.opened': 'Emergency access was opened',
  'break_glass.used': 'Emergency access was used',
  'wave.paused': 'Wave paused',
  'wave.resumed': 'Wave resumed',
  'wave.rolled_back': 'Wave rolled back',
  'people.exported': 'List of people exported',
  'credential_uses.exported': 'List of Basic and tokens exported',
  'people.sync_started': 'Reading of Jira’s people started',
  'audit.exported': 'Exported the audit',
  'audit.pruned': 'Old events were emptied',
};

const byHand = /^([a-z_]+)\.(changed|truncated)_in_database$/;
const things: Readonly<Record<string, string>> = {
  enrollment: 'A second factor',
  exemption: 'An exemption',
  grace: 'A grace period',
  policy: 'The policy',
  settings: 'The settings',
};

/** @param type as stored: also one of another version, which is shown as it is */
export function eventWords(type: string): string {
  const known: Readonly<Record<string, string>> = words;
  const thing = things[byHand.exec(type)?.[1] ?? ''];
  if (thing !== undefined) return `${thing} was changed in the database by hand`;
  return Object.hasOwn(known, type) ? (known[type] ?? type) : type;
}
