import { allReplies, type Operation, operations } from '../../../proxy/rest/operations.ts';
import type { RawAnswer } from '../jira/raw-client.ts';

const prefix = /^(?:\/[^/]+)?\/rest\/tsv\/(?:1\.0|latest)/;

/** Holds an answer of the API against its description. Throws where the two differ. */
export function checkDescribed(method: string, target: string, answer: RawAnswer): void {
  const path = target.replace(/\?.*$/, '').replace(prefix, '');
  const operation = Object.values<Operation>(operations).find(
    (one) => one.method === method && new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  if (operation === undefined) throw new Error(`no operation is described: ${method} ${path}`);
  const reply = allReplies(operation)[answer.status];
  if (reply === undefined) throw new Error(`${method} ${path} does not say that it answers ${answer.status}`);
  if (reply.body === undefined) {
    if (answer.text !== '') throw new Error(`${method} ${path} answers ${answer.status} with a body`);
    return;
  }
  if (answer.headers['content-type'] !== 'application/json;charset=UTF-8') throw new Error('not JSON');
  reply.body.parse(answer.json());
}
