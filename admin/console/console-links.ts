import { type SafePath, safePath } from '../../proxy/kernel/safe-path.ts';
import type { Parameters } from './parameters.ts';

/** What a link carries; `undefined` and empty values are left out. */
export type LinkParameters = Readonly<Record<string, string | number | undefined>>;

/** Addresses of screens. All of them are below the console, whatever the parameters are. */
export class ConsoleLinks {
  readonly #base: SafePath;

  constructor(base: SafePath) {
    this.#base = base;
  }

  /** @param path of a screen: `/users`; `/` is the overview */
  to(path: string, parameters: LinkParameters = {}): SafePath {
    return this.#build(path, Object.entries(parameters));
  }

  /** The same screen with what its address says already, changed here and there: `undefined` takes a parameter away. */
  keeping(path: string, current: Parameters, changes: LinkParameters): SafePath {
    const kept = current.pairs.filter(([name]) => !(name in changes));
    return this.#build(path, [...kept, ...Object.entries(changes)]);
  }

  #build(path: string, pairs: Iterable<readonly [string, string | number | undefined]>): SafePath {
    const query = new URLSearchParams();
    for (const [name, value] of pairs) {
      if (value !== undefined && value !== '') query.append(name, String(value));
    }
    const plain = safePath(path === '/' ? this.#base : this.#base + path, this.#base);
    return query.size === 0 ? plain : safePath(`${plain}?${query}`, plain);
  }
}
