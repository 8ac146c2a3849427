import { ask, type RawAnswer } from '../jira/raw-client.ts';
import { checkDescribed } from './described.ts';
import type { GateHere, SetClock } from './gate-here.ts';
import { codeAt } from './visitor.ts';

export const adminRest = '/rest/two-step-admin/1.0';

export type AdminAsk = (
  method: string,
  path: string,
  body?: object,
  headers?: Record<string, string>,
) => Promise<RawAnswer>;

/** Asks the administrators' API with a token; every answer is held against the description. */
export function adminClient(gate: Pick<GateHere, 'url'>, token: string): AdminAsk {
  return async (method, path, body, headers = {}) => {
    const answer = await ask(gate.url, `${adminRest}${path}`, {
      method,
      ...(body === undefined ? {} : { json: body }),
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
    checkDescribed(method, `${adminRest}${path}`, answer);
    return answer;
  };
}

/** Codes of an administrator's app, each of which was not used yet. */
export function codesOf(secret: string, clock: SetClock): () => string {
  return () => {
    clock.pass(30_000);
    return codeAt(secret, clock.now);
  };
}
