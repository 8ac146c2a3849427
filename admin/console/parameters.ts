import { AppError } from '../../proxy/kernel/app-error.ts';

const usualLength = 200;
const unprintable = /\p{Cc}/u;

/**
 * What came in a query or a form, read strictly: each name once, short, and of the kind that the screen expects. Whoever
 * sends something else did not use our pages, and is told so (400).
 */
export class Parameters {
  readonly #pairs: readonly (readonly [string, string])[];

  constructor(pairs: Iterable<readonly [string, string]>) {
    this.#pairs = [...pairs];
  }

  static ofQuery(query: string): Parameters {
    return new Parameters(new URLSearchParams(query));
  }

  /** @param body as Express parsed it: a text, or several where a name came more than once */
  static ofBody(body: unknown): Parameters {
    if (typeof body !== 'object' || body === null) return new Parameters([]);
    return new Parameters(
      Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
        (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
      ),
    );
  }

  /** All pairs, to keep them in a link. */
  get pairs(): readonly (readonly [string, string])[] {
    return this.#pairs;
  }

  has(name: string): boolean {
    return this.#pairs.some(([one]) => one === name);
  }

  /**
   * One line without blanks around it; empty where it is absent.
   * @throws AppError `bad_request` where it came twice, is longer than `longest` characters, or holds control characters
   */
  text(name: string, longest: number = usualLength): string {
    const value = this.#one(name).trim();
    if (value.length > longest) throw invalid(name, 'is too long');
    if (unprintable.test(value)) throw invalid(name, 'holds control characters');
    return value;
  }

  /** Several lines, as a text area sends them; line ends become `\n`. */
  lines(name: string, longest: number): string {
    const value = this.#one(name).replaceAll('\r\n', '\n').trim();
    if (value.length > longest) throw invalid(name, 'is too long');
    if (unprintable.test(value.replace(/[\n\t]/g, ''))) throw invalid(name, 'holds control characters');
    return value;
  }

  /** A whole number in a range, both ends included; `fallback` where it is absent or empty. */
  integer<F>(name: string, range: { readonly from: number; readonly to: number }, fallback: F): number | F {
    const value = this.text(name, 16);
    if (value === '') return fallback;
    const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
    // Also refuses NaN.
    if (!(number >= range.from && number <= range.to)) throw invalid(name, 'is not a number in the range');
    return number;
  }

  /** One of the values named; `fallback` where it is absent or empty. */
  choice<const V extends string, F>(name: string, values: readonly V[], fallback: F): V | F {
    const value = this.text(name);
    if (value === '') return fallback;
    const found = values.find((one) => one === value);
    if (found === undefined) throw invalid(name, 'is not one of the choices');
    return found;
  }

  /** Some of the values named, as check boxes of one name send them. */
  choices<const V extends string>(name: string, values: readonly V[]): readonly V[] {
    const given = this.#all(name).filter((value) => value !== '');
    if (given.some((value) => !values.some((one) => one === value))) throw invalid(name, 'is not a choice');
    return values.filter((value) => given.includes(value));
  }

  /** A check box. */
  isTicked(name: string): boolean {
    return this.text(name) !== '';
  }

  #all(name: string): readonly string[] {
    return this.#pairs.filter(([one]) => one === name).map(([, value]) => value);
  }

  #one(name: string): string {
    const values = this.#all(name);
    if (values.length > 1) throw invalid(name, 'came more than once');
    return values[0] ?? '';
  }
}

/** Names are our own; of values nothing is repeated. */
function invalid(name: string, problem: string): AppError {
  return new AppError('bad_request', `parameter ${name} ${problem}`);
}
