import type { Parameters } from './parameters.ts';
import { longestReason, typedName } from './ui/index.ts';

/** What a field holds, or what to say beside it. */
export type Read<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'wrong'; readonly error: string };

const wrong = (error: string) => ({ kind: 'wrong', error }) as const;
const shortestReason = 3;

/** Of a `ReasonField`. */
export function readReason(fields: Parameters, name = 'reason'): Read<string> {
  const value = fields.text(name, longestReason);
  return value.length < shortestReason ? wrong('Say why, in a few words.') : { kind: 'ok', value };
}

/** Of a `DateTimeField`: UTC, to the minute. Days that there are not, such as 30 February, are refused. */
export function readDateTime(fields: Parameters, name: string): Read<Date> {
  return dateTimeOf(fields.text(name, 32));
}

/** The same of a text that was read already. */
export function dateTimeOf(value: string): Read<Date> {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::00)?$/.exec(value)?.[1];
  const date = match === undefined ? undefined : new Date(`${match}:00.000Z`);
  if (date === undefined || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 16) !== match) {
    return wrong('Enter a date and a time, such as 2030-01-31T18:00.');
  }
  return { kind: 'ok', value: date };
}

/** What a `DateTimeField` shows for a point in time. */
export function dateTimeText(at: Date): string {
  return at.toISOString().slice(0, 16);
}

/** Of a `TypedConfirmation`: exactly what was asked for. */
export function isTyped(fields: Parameters, expected: string): boolean {
  return expected !== '' && fields.text(typedName) === expected;
}
