import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './command.ts';

/** As `parseArgs` of Node, without free words; what it does not understand is a `UsageError`. */
export function parseOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The same, with exactly one free word: a name. */
export function parseNamed<T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
  what = 'NAME',
) {
  try {
    const { values, positionals } = parseArgs({
      ...{ args: [...args], options, strict: true },
      allowPositionals: true,
    });
    const [name, ...rest] = positionals;
    if (name === undefined || name === '') throw new Error(`${what} is missing`);
    if (rest.length > 0) throw new Error(`one ${what}, not more: put quotes round one with blanks`);
    return { values, name };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A number of something, more than none. */
export function parseNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,6}(?:\.\d{1,3})?$/.test(text) && Number(text) > 0) return Number(text);
  throw new UsageError(`--${option}: a number`);
}

/** A day (`2026-11-22`, in UTC) or a time with its zone. */
export function parseTime(option: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const isTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d))?$/.test(text);
  const time = new Date(text);
  if (isTime && !Number.isNaN(time.getTime())) return time;
  throw new UsageError(`--${option}: a day (2026-11-22, UTC) or a time (2026-11-22T08:00Z)`);
}
