import type { ServerResponse } from 'node:http';
import { sendJson } from './send.ts';

export type Check = { readonly name: string; readonly run: () => Promise<void> };

/** `/health`: the process runs. `/ready`: it can also do its work, since everything it needs answers. */
export class Health {
  readonly #checks: readonly Check[];

  constructor(checks: readonly Check[]) {
    this.#checks = checks;
  }

  answers(target: string | undefined): boolean {
    return target === '/health' || target === '/ready';
  }

  /** Asks everything at once, and answers what is up. */
  check(): Promise<readonly { readonly name: string; readonly up: boolean }[]> {
    return Promise.all(
      this.#checks.map(async ({ name, run }) => {
        try {
          await run();
          return { name, up: true };
        } catch {
          return { name, up: false };
        }
      }),
    );
  }

  async answer(target: string | undefined, res: ServerResponse): Promise<void> {
    if (target === '/health') return sendJson(res, 200, { status: 'up' });
    const results = await this.check();
    const ready = results.every(({ up }) => up);
    const stateOf = (up: boolean) => (up ? 'up' : 'down');
    const states = Object.fromEntries(results.map(({ name, up }) => [name, stateOf(up)]));
    sendJson(res, ready ? 200 : 503, { status: stateOf(ready), ...states });
  }
}
