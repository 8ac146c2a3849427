import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Step } from '../gate/answer.ts';
import { type AppError, errorKinds } from '../kernel/app-error.ts';
import { parseSafePath, type SafePath } from '../kernel/safe-path.ts';
import type { Links } from './links.ts';
import { type PageAssets, problemPage } from './problem-page.tsx';
import type { RequestScope } from './request-scope.ts';
import { ownReplyHeaders, sendHtml, sendJson, sendRedirect, sendText, tokenChallenge } from './send.ts';

export type AnswerContext = { readonly links: Links; readonly assets: PageAssets };

/** The step that somebody owes: a redirect for a navigation, JSON 401 for everything else. */
export function answerStep(
  res: ServerResponse,
  scope: RequestScope,
  kind: Step,
  { links }: AnswerContext,
): void {
  if (scope.class === 'page') sendRedirect(res, links.page(steps[kind].page, destinationOf(scope)), 302);
  else sendJson(res, 401, stepBody(kind, links));
}

/** A failure, as a page for people and JSON for programs. */
export function answerFailure(
  req: IncomingMessage,
  res: ServerResponse,
  scope: Pick<RequestScope, 'id' | 'class'>,
  error: AppError,
  { links, assets }: AnswerContext,
): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  res.statusMessage = '';
  for (const [name, value] of Object.entries(error.headers)) res.setHeader(name, value);
  // A body that nobody reads would be taken for the next request.
  if (!req.complete) res.setHeader('connection', 'close');
  const { status, text } = errorKinds[error.code];
  if (error.code === 'basic_disabled') sendBasicDisabled(req, res, status, text);
  else if (scope.class === 'page') {
    const request = { id: scope.id, acceptLanguage: req.headers['accept-language'] ?? '' };
    sendHtml(res, status, problemPage(error, request, links, assets));
  } else sendJson(res, status, { code: error.code, message: text, requestId: scope.id });
}

/** As Jira itself says it, in the form that the client takes. */
function sendBasicDisabled(req: IncomingMessage, res: ServerResponse, status: number, text: string): void {
  const accept = req.headers.accept ?? '';
  if (/json|html/.test(accept)) sendJson(res, status, { message: text });
  else if (/\bxml\b/.test(accept)) {
    sendText(res, status, 'application/xml;charset=UTF-8', `<error><message>${text}</message></error>`);
  } else if (accept.includes('text/plain')) sendText(res, status, 'text/plain;charset=UTF-8', text);
  else sendJson(res, status, { message: text });
}

export function answerStepOnSocket(socket: Socket, kind: Step, { links }: AnswerContext): void {
  endSocket(socket, 401, JSON.stringify(stepBody(kind, links)));
}

export function answerFailureOnSocket(socket: Socket, error: AppError): void {
  const { status, text } = errorKinds[error.code];
  endSocket(socket, status, JSON.stringify({ code: error.code, message: text }));
}

/** Only what GET can repeat becomes a destination: a POST that was stopped is not replayed without its body. */
function destinationOf(scope: RequestScope): SafePath | undefined {
  return scope.method === 'GET' ? parseSafePath(scope.target) : undefined;
}

const steps = {
  challenge: {
    page: 'challenge',
    code: 'second_factor_required',
    message: 'Two-step verification is required: open challengeUrl in a browser.',
  },
  enroll: {
    page: 'enroll',
    code: 'second_factor_enrollment_required',
    message: 'Set up two-step verification to go on: open challengeUrl in a browser.',
  },
  add_factor: {
    page: 'add',
    code: 'second_factor_method_required',
    message: 'Set up a method that your administrators accept: open challengeUrl in a browser.',
  },
  step_up: {
    page: 'confirm',
    code: 'second_factor_too_old',
    message: 'Confirm that it is you to go on here: open challengeUrl in a browser.',
  },
} as const;

function stepBody(kind: Step, links: Links) {
  const { page, code, message } = steps[kind];
  return { code, message, challengeUrl: links.absolute(links.page(page)) };
}

function endSocket(socket: Socket, status: number, body: string): void {
  // Where something was said already, a status line would land in the middle of it.
  if (socket.bytesWritten > 0) socket.destroy();
  if (socket.destroyed) return;
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'content-type: application/json;charset=UTF-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    ...(status === 401 ? [`www-authenticate: ${tokenChallenge}`] : []),
    ...Object.entries(ownReplyHeaders).map(([name, value]) => `${name}: ${value}`),
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
