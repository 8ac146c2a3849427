import { adminApi } from '../../../admin/rest/admin-operations.ts';
import type { ApiDescription, Operation } from '../../../proxy/rest/api-description.ts';
import { tsvApi } from '../../../proxy/rest/operations.ts';
import type { RawAnswer } from '../jira/raw-client.ts';

const apis: readonly (readonly [RegExp, ApiDescription])[] = [
  [/^(?:\/[^/]+)?\/rest\/tsv\/(?:1\.0|latest)/, tsvApi],
  [/^(?:\/[^/]+)?\/rest\/two-step-admin\/(?:1\.0|latest)/, adminApi],
];

/** Holds an answer of one of the APIs against its description. Throws where the two differ. */
export function checkDescribed(method: string, target: string, answer: RawAnswer): void {
  const [prefix, api] = apis.find(([one]) => one.test(target)) ?? [];
  if (prefix === undefined || api === undefined) throw new Error(`${target} is of no API`);
  const path = target.replace(/\?.*$/, '').replace(prefix, '');
  const operation = Object.values<Operation>(api.operations).find(
    (one) => one.method === method && new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  if (operation === undefined) throw new Error(`no operation is described: ${method} ${path}`);
  const reply = api.allReplies(operation)[answer.status];
  if (reply === undefined) throw new Error(`${method} ${path} does not say that it answers ${answer.status}`);
  const contentType = answer.headers['content-type'] ?? '';
  if (reply.types !== undefined) {
    if (!reply.types.some((type) => contentType.startsWith(type)))
      throw new Error(`${contentType} of ${path}`);
    return;
  }
  if (reply.body === undefined) {
    if (answer.text !== '') throw new Error(`${method} ${path} answers ${answer.status} with a body`);
    return;
  }
  if (contentType !== 'application/json;charset=UTF-8') throw new Error('not JSON');
  reply.body.parse(answer.json());
}
