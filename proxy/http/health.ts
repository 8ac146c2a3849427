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

  async answer(target: string | undefined, res: ServerResponse): Promise<void> {
    if (target === '/health') return sendJson(res, 200, { status: 'up' });
    const results = await Promise.all(
      this.#checks.map(async ({ name, run }) => {
        try {
          await run();
          return [name, 'up'] as const;
        } catch {
          return [name, 'down'] as const;
        }
      }),
    );
    const ready = results.every(([, state]) => state === 'up');
    sendJson(res, ready ? 200 : 503, { status: ready ? 'up' : 'down', ...Object.fromEntries(results) });
  }
}
