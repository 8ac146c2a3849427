import { isNetworkRange } from '../../../proxy/policy/index.ts';
import { dateTimeOf, type Read } from '../form-readers.ts';
import type { FieldErrors } from '../ui/index.ts';
import type { RuleForm } from './rule-form.ts';

/** What the form says, for `readPolicy` to look at; and beside which fields there is something to correct. */
export type RuleReading = { readonly rule: Record<string, unknown>; readonly errors: FieldErrors };

const mostEntries = 500;
const longestEntry = 255;

/** One per line, each once. */
export function entriesOf(text: string): string[] {
  const entries = text.split('\n').map((line) => line.trim());
  return [...new Set(entries.filter((entry) => entry !== ''))];
}

/** @param isDefault whether it is the rule for everybody else, which has neither name nor conditions */
export function ruleOfForm(form: RuleForm, networkNames: readonly string[], isDefault: boolean): RuleReading {
  const errors: Record<string, string | undefined> = {};
  if (!isDefault && form.name === '') errors.name = 'Give the rule a name.';
  const known = new Set(networkNames.map((name) => name.toLowerCase()));
  const keep = <T>(field: string, read: Read<T>): T | undefined => {
    if (read.kind === 'ok') return read.value;
    errors[field] = read.error;
    return undefined;
  };
  const networks = (field: string, text: string) => keep(field, readNetworks(text, known));
  const whom = {
    name: form.name,
    match: {
      groups: keep('groups', readList(form.groups)),
      users: keep('users', readList(form.users)),
      networks: networks('networks', form.networks),
      paths: someOf(form.paths),
      logins: someOf(form.logins),
    },
    wave: form.isWave ? waveOf(form, keep) : undefined,
  };
  const rule = {
    mode: form.mode,
    withFactor: form.withFactor,
    withoutFactor: form.withoutFactor === 'grace' ? graceOf(form, keep) : { outcome: form.withoutFactor },
    methods: someOf(form.methods),
    rememberDays: keep('remember-days', readNumber(form.rememberDays, 0)),
    guard: guardOf(form, (text) => networks('guard-networks', text), errors),
  };
  return { rule: isDefault ? rule : { ...whom, ...rule }, errors };
}

type Keep = <T>(field: string, read: Read<T>) => T | undefined;

function waveOf({ startsAt, isPaused, sendsMails }: RuleForm, keep: Keep) {
  return {
    startsAt: keep('starts-at', dateTimeOf(startsAt))?.toISOString(),
    paused: isPaused,
    mails: sendsMails,
  };
}

function graceOf({ graceDays, graceUntil }: RuleForm, keep: Keep) {
  if (graceDays === '' && graceUntil === '') {
    keep('grace-days', { kind: 'wrong', error: 'Say how many days they have, or until when.' });
  }
  const until = graceUntil === '' ? undefined : keep('grace-until', dateTimeOf(graceUntil))?.toISOString();
  return { outcome: 'grace', days: keep('grace-days', readNumber(graceDays, 1)), until };
}

function guardOf(
  { guards, guardNetworks }: RuleForm,
  read: (text: string) => string[] | undefined,
  errors: Record<string, string | undefined>,
) {
  if (guards.length === 0) return undefined;
  if (!guards.includes('network')) return { any: guards };
  const networks = read(guardNetworks);
  if (networks === undefined) errors['guard-networks'] ??= 'Say which networks.';
  return { any: guards, networks };
}

const someOf = <T>(chosen: readonly T[]) => (chosen.length === 0 ? undefined : chosen);

function readList(text: string): Read<string[] | undefined> {
  const entries = entriesOf(text);
  if (entries.length > mostEntries) return { kind: 'wrong', error: `At most ${mostEntries} lines.` };
  const long = entries.find((entry) => entry.length > longestEntry);
  if (long !== undefined) return { kind: 'wrong', error: `Too long: “${long.slice(0, 40)}…”` };
  return { kind: 'ok', value: entries.length === 0 ? undefined : entries };
}

function readNetworks(text: string, known: ReadonlySet<string>): Read<string[] | undefined> {
  const list = readList(text);
  if (list.kind === 'wrong' || list.value === undefined) return list;
  const unknown = list.value.filter((entry) => !known.has(entry.toLowerCase()) && !isNetworkRange(entry));
  if (unknown.length === 0) return list;
  const names = unknown.slice(0, 3).map((entry) => `“${entry.slice(0, 60)}”`);
  return { kind: 'wrong', error: `Neither a named network nor a range: ${names.join(', ')}` };
}

/** A number of days; absent where nothing was typed. */
function readNumber(text: string, least: number): Read<number | undefined> {
  if (text === '') return { kind: 'ok', value: undefined };
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  // Also refuses NaN.
  if (!(value >= least && value <= 365)) {
    return { kind: 'wrong', error: `Enter a number of days from ${least} to 365.` };
  }
  return { kind: 'ok', value };
}
