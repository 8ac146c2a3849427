import type { RawAnswer } from '../jira/raw-client.ts';
import { Visitor } from './visitor.ts';

/** The gate's own cookies on plain http. */
export const verifiedCookie = 'two-step';
export const conversationCookie = 'two-step-conversation';

/** Whom Jira shows a page to in this browser; `undefined` where the gate keeps it back. */
export async function personSeen(visitor: Visitor): Promise<string | undefined> {
  const answer = await visitor.open('/browse/DEMO-1');
  return answer.status === 200 ? String(answer.headers['x-ausername']) : undefined;
}

/** Whether an answer lets somebody in: it brings the gate's half of a verified session. */
export function letsIn(answer: RawAnswer): boolean {
  return (answer.cookie(verifiedCookie) ?? '') !== '';
}

/** The same browser at another gate, or a thief's with some of its cookies. */
export function copyOf(
  visitor: Visitor,
  gateUrl: string,
  names: Iterable<string> = visitor.client.cookies.keys(),
): Visitor {
  const copy = new Visitor(gateUrl);
  for (const name of names) copy.client.cookies.set(name, visitor.client.cookies.get(name) ?? '');
  return copy;
}
