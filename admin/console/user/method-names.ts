const names: Readonly<Record<string, string>> = {
  TOTP: 'Authenticator app',
  WEBAUTHN: 'Security key or passkey',
  DUO: 'Duo push',
  SMS: 'Code by text message',
  EMAIL: 'Code by e-mail',
  SECURITY_QUESTIONS: 'Security questions',
  BACKUP_CODES: 'Backup codes',
  RECOVERY_CODE: 'Recovery code',
  HELP_DESK_CODE: 'Help-desk code',
  TRUSTED_DEVICE: 'Remembered browser',
};

/** What administrators call a method; one that is not known here is called what the database calls it. */
export function methodName(method: string): string {
  return Object.hasOwn(names, method) ? (names[method] ?? method) : method;
}
