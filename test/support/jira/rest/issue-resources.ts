import type { Exchange } from '../http/exchange.ts';
import { isJsonObject, readJsonObject, textField } from '../http/read-body.ts';
import { type PathValues, type Route, route } from '../http/router.ts';
import { sendErrors, sendJson } from '../http/send.ts';
import type { Issue } from '../issues/issue-store.ts';
import { personForRest } from '../security/guards.ts';
import { commentBean, issueBean } from './representations.ts';

export const issueRoutes: readonly Route[] = [
  route('GET', '/rest/api/{2|latest}/search', search),
  route('POST', '/rest/api/{2|latest}/search', search),
  route('POST', '/rest/api/{2|latest}/issue', createIssue),
  route('GET', '/rest/api/{2|latest}/issue/:key', showIssue),
  route('GET', '/rest/api/{2|latest}/issue/:key/comment', listComments),
  route('POST', '/rest/api/{2|latest}/issue/:key/comment', addComment),
];

/** Anonymous visitors find nothing, which is not an error. */
async function search(exchange: Exchange): Promise<void> {
  const body = exchange.method === 'POST' ? await readJsonObject(exchange.request) : undefined;
  const jql = exchange.query.get('jql') ?? textField(body, 'jql') ?? '';
  const found = exchange.person ? exchange.jira.issues.search(jql) : [];
  const startAt = exchange.query.getNumber('startAt', 0, 1_000_000);
  const maxResults = exchange.query.getNumber('maxResults', 50, 1000);
  sendJson(exchange, 200, {
    expand: 'schema,names',
    startAt,
    maxResults,
    total: found.length,
    issues: found.slice(startAt, startAt + maxResults).map((issue) => issueBean(exchange, issue)),
  });
}

export function issueForRest(exchange: Exchange, values: PathValues): Issue | undefined {
  if (!personForRest(exchange)) return undefined;
  const issue = exchange.jira.issues.find(values.key ?? '');
  if (!issue) sendErrors(exchange, 404, 'Issue Does Not Exist');
  return issue;
}

function showIssue(exchange: Exchange, values: PathValues): void {
  const issue = issueForRest(exchange, values);
  if (issue)
    sendJson(exchange, 200, issueBean(exchange, issue), { etag: true, cacheControl: 'private, no-cache' });
}

function listComments(exchange: Exchange, values: PathValues): void {
  const issue = issueForRest(exchange, values);
  if (!issue) return;
  const comments = issue.comments.map((comment) => commentBean(exchange, issue, comment));
  sendJson(exchange, 200, { startAt: 0, maxResults: 1048576, total: comments.length, comments });
}

async function addComment(exchange: Exchange, values: PathValues): Promise<void> {
  const person = personForRest(exchange);
  const issue = person && issueForRest(exchange, values);
  if (!person || !issue) return;
  const body = textField(await readJsonObject(exchange.request), 'body');
  if (body === undefined || body === '') {
    sendJson(exchange, 400, { errorMessages: [], errors: { comment: 'Comment body can not be empty!' } });
    return;
  }
  const comment = exchange.jira.issues.addComment(issue, person.key, body);
  sendJson(exchange, 201, commentBean(exchange, issue, comment));
}

async function createIssue(exchange: Exchange): Promise<void> {
  const person = personForRest(exchange);
  if (!person) return;
  const fields = (await readJsonObject(exchange.request))?.fields;
  const summary = isJsonObject(fields) ? textField(fields, 'summary') : undefined;
  if (!isJsonObject(fields) || summary === undefined || summary === '') {
    sendJson(exchange, 400, {
      errorMessages: [],
      errors: { summary: 'You must specify a summary of the issue.' },
    });
    return;
  }
  const issue = exchange.jira.issues.create({
    type: 'Task',
    summary,
    description: textField(fields, 'description') ?? '',
    reporter: person.key,
    assignee: null,
  });
  const self = exchange.absoluteLink(`/rest/api/2/issue/${issue.id}`);
  sendJson(exchange, 201, { id: issue.id, key: issue.key, self });
}
