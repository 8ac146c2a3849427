import { oneLine } from '../../../proxy/kernel/one-line.ts';
import type { SettingsDocument, SettingsProblem } from '../../../proxy/site-settings/index.ts';
import type { Parameters } from '../parameters.ts';
import type { FieldErrors } from '../ui/index.ts';

/** What stands in the fields; an empty one means as in the environment. */
export type SettingsFields = Readonly<Record<SettingsFieldName, string>>;

export const settingsFieldNames = [
  'issuer',
  'sessionIdleMinutes',
  'rememberDays',
  'perWindow',
  'windowMinutes',
  'lockMinutes',
  'adminMail',
  'auditRetention',
] as const;
export type SettingsFieldName = (typeof settingsFieldNames)[number];

const text = (value: string | number | undefined) => (value === undefined ? '' : String(value));

export function fieldsOf(document: SettingsDocument): SettingsFields {
  const { attempts, adminMail, auditRetention } = document;
  return {
    issuer: text(document.issuer),
    sessionIdleMinutes: text(document.sessionIdleMinutes),
    rememberDays: text(document.rememberDays),
    perWindow: text(attempts?.perWindow),
    windowMinutes: text(attempts?.windowMinutes),
    lockMinutes: text(attempts?.lockMinutes),
    adminMail: (adminMail ?? []).join('\n'),
    auditRetention: retentionLines(auditRetention ?? {}).join('\n'),
  };
}

export function retentionLines(retention: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(retention).map(([pattern, days]) => `${pattern} = ${days}`);
}

export function readSettingsFields(fields: Parameters): SettingsFields {
  const lines = (name: string) => fields.lines(name, 10_000);
  const short = (name: string) => fields.text(name);
  return {
    issuer: oneLine(short('issuer')),
    sessionIdleMinutes: short('sessionIdleMinutes'),
    rememberDays: short('rememberDays'),
    perWindow: short('perWindow'),
    windowMinutes: short('windowMinutes'),
    lockMinutes: short('lockMinutes'),
    adminMail: lines('adminMail'),
    auditRetention: lines('auditRetention'),
  };
}

/** Not checked yet: what is no number stays what it is, so that the schema says so. */
export function documentOf(fields: SettingsFields, before: SettingsDocument): Record<string, unknown> {
  const attempts = definedOf({
    perWindow: numberIn(fields.perWindow),
    windowMinutes: numberIn(fields.windowMinutes),
    lockMinutes: numberIn(fields.lockMinutes),
  });
  return definedOf({
    ...before,
    issuer: fields.issuer || undefined,
    sessionIdleMinutes: numberIn(fields.sessionIdleMinutes),
    rememberDays: numberIn(fields.rememberDays),
    attempts: Object.keys(attempts).length === 0 ? undefined : attempts,
    adminMail: fields.adminMail === '' ? undefined : linesIn(fields.adminMail),
    auditRetention: fields.auditRetention === '' ? undefined : retentionIn(fields.auditRetention),
  });
}

function definedOf(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function numberIn(value: string): number | string | undefined {
  if (value === '') return undefined;
  return /^\d{1,9}$/.test(value) ? Number(value) : value;
}

export function linesIn(value: string): readonly string[] {
  return value
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** `factor.* = 400`, one a line. */
function retentionIn(value: string): unknown {
  return Object.fromEntries(
    linesIn(value).map((line) => {
      const [pattern = '', days = ''] = line.split('=').map((part) => part.trim());
      return [pattern, numberIn(days) ?? days];
    }),
  );
}

/** Each problem beside the field that it is about. */
export function errorsBeside(problems: readonly SettingsProblem[]): FieldErrors {
  const errors: Record<string, string> = {};
  for (const { path, message } of problems) {
    const [first = '', second = ''] = path.split('.');
    const name = first === 'attempts' || first === 'basicAuth' ? second : first;
    if (name === 'auditRetention')
      errors[name] = `Write one action and its days a line, such as factor.* = 400.`;
    else errors[name] ??= `${labels[name] ?? name} ${message}.`;
  }
  return errors;
}

export const labels: Readonly<Record<string, string>> = {
  issuer: 'The name in apps',
  sessionIdleMinutes: 'Minutes without a request',
  rememberDays: 'Days',
  perWindow: 'Wrong codes',
  windowMinutes: 'Minutes that wrong codes are counted in',
  lockMinutes: 'Minutes of the lock',
  adminMail: 'Each line',
  users: 'Each user name',
  paths: 'Each path',
  networks: 'Each network',
};
