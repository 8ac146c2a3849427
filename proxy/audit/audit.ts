/** What happened to somebody's second factor, and who did it. Appended, never changed. */
export const auditEventTypes = [
  'enrollment.confirmed',
  'enrollment.updated',
  'enrollment.removed',
  'enrollment.removal_refused',
  'authenticator.added',
  'authenticator.removed',
  'authenticator.renamed',
  'authenticator.blocked',
  'authenticator.made_default',
  'backup_codes.issued',
  'backup_code.used',
  'backup_code.failed',
  'code.sent',
  'code.not_sent',
  'console.opened',
  'console.refused',
  'people.exported',
  'credential_uses.exported',
  'people.sync_started',
  'device.trusted',
  'device.used',
  'device.revoked',
  'device.stolen',
  'factor.verified',
  'factor.failed',
  'factor.locked',
  'recovery_code.used',
  'recovery_code.failed',
  'recovery_code.rotated',
  'elevation.granted',
  'elevation.refused',
  'password.accepted',
  'password.rejected',
  'grace.started',
  'grace.skipped',
  'policy.would_have_challenged',
  'policy.changed',
  'enrollment.guard_passed',
  'enrollment.guard_refused',
  'session.ended',
  'session.revoked',
  'settings.mail_tested',
  'exemption.granted',
  'exemption.ended',
  'settings.changed',
  'help_desk_code.issued',
  'help_desk_code.used',
  'help_desk_code.failed',
  'reset_link.sent',
  'reset_link.used',
  'enrollment.reset',
  'factor.unlocked',
  'device.revoked_by_administrator',
  'session.revoked_by_administrator',
  'break_glass.opened',
  'break_glass.used',
  'wave.paused',
  'wave.resumed',
  'wave.rolled_back',
  'audit.exported',
  'audit.pruned',
] as const;

export type AuditEventType = (typeof auditEventTypes)[number];

export type Person = { readonly userKey: string; readonly username: string };

export type AuditEvent = {
  readonly type: AuditEventType;
  readonly outcome: 'success' | 'failure';
  /**
   * Why, for the reader of the audit: a fixed word or two, never something a client sent. What an administrator does for
   * somebody else is the one exception: there it ends in the reason that they gave, one line without control characters
   * (`readReason`). 255 characters at most.
   */
  readonly reason: string;
  readonly actor: Person | undefined;
  readonly target: Person | undefined;
  readonly address: string;
  readonly requestId: string;
};

/** @throws when the event cannot be written: what is not recorded does not happen. */
export interface AuditLog {
  record(event: AuditEvent): Promise<void>;
}
