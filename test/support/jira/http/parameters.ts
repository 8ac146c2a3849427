import { decodeBytes } from './charset.ts';

const MOST_PARAMETERS = 10_000;

/** Request parameters in the order of arrival. The first value of a name is the one that counts. */
export class Parameters {
  readonly #values = new Map<string, string[]>();

  /** @param sources urlencoded text whose characters are bytes (0-255), the query before the body */
  constructor(sources: readonly string[], charset = 'utf-8') {
    let count = 0;
    for (const source of sources) {
      for (const pair of source.split('&')) {
        if (pair === '') continue;
        count += 1;
        if (count > MOST_PARAMETERS) return;
        this.#add(pair, charset);
      }
    }
  }

  get(name: string): string | undefined {
    return this.#values.get(name)?.[0];
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  getNumber(name: string, otherwise: number, most: number): number {
    const text = this.get(name);
    if (text === undefined || !/^\d{1,12}$/.test(text)) return otherwise;
    return Math.min(Number(text), most);
  }

  #add(pair: string, charset: string): void {
    const equals = pair.indexOf('=');
    const name = unescapeBytes(equals < 0 ? pair : pair.slice(0, equals));
    const value = unescapeBytes(equals < 0 ? '' : pair.slice(equals + 1));
    if (name === undefined || value === undefined) return;
    const key = decodeBytes(name, charset);
    const values = this.#values.get(key);
    if (values) values.push(decodeBytes(value, charset));
    else this.#values.set(key, [decodeBytes(value, charset)]);
  }
}

/** Undefined where an escape is broken: the servlet container drops such a parameter. */
function unescapeBytes(text: string): Buffer | undefined {
  if (/%(?![0-9a-f]{2})/i.test(text)) return undefined;
  const bytes = text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}
