import type { Exchange } from '../http/exchange.ts';
import { type PathValues, type Route, route } from '../http/router.ts';
import { sendErrors, sendJson, sendText } from '../http/send.ts';
import { boundaryOf, readMultipart } from '../issues/multipart.ts';
import { issueForRest } from './issue-resources.ts';
import { attachmentBean } from './representations.ts';

export const attachmentRoutes: readonly Route[] = [
  route('POST', '/rest/api/{2|latest}/issue/:key/attachments', addAttachments),
];

/** Takes files of any size, each written to disk as it comes. */
async function addAttachments(exchange: Exchange, values: PathValues): Promise<void> {
  const issue = issueForRest(exchange, values);
  const { person, jira } = exchange;
  if (!issue || !person) return;
  const boundary = boundaryOf(exchange.header('content-type'));
  if (boundary === undefined) {
    sendText(exchange, 415, 'Unsupported Media Type');
    return;
  }
  const added: Record<string, unknown>[] = [];
  try {
    for await (const file of readMultipart(exchange.request, boundary)) {
      const fields = { issueKey: issue.key, name: file.name, type: file.type, author: person.key };
      added.push(attachmentBean(exchange, await jira.attachments.add(fields, file.content)));
    }
  } catch (error) {
    if (exchange.request.destroyed && !exchange.request.complete) throw error;
    sendErrors(exchange, 400, 'The upload could not be read.');
    return;
  }
  sendJson(exchange, 200, added);
}
