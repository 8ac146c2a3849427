import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Logger, pino } from 'pino';
import { type AppError, errorKinds } from '../kernel/app-error.ts';
import type { Clock } from '../kernel/clock.ts';
import type { RequestScope } from './request-scope.ts';

/** What was decided about a request, for its line in the log. */
export type DecisionLine = {
  readonly decision: string;
  readonly as?: string;
  readonly reason: string;
  readonly user?: string;
  readonly wouldBe?: string;
};

/**
 * One line for each request. It says only what is listed here: no query string, no header, no cookie, no body ever
 * comes near the log, and so no secret does. A path is written only when it is canonical, and shortened.
 */
export class RequestLog {
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #lines = new WeakMap<RequestScope, DecisionLine>();

  constructor(logger: Logger, clock: Clock) {
    this.#logger = logger;
    this.#clock = clock;
  }

  decided(scope: RequestScope, line: DecisionLine): void {
    this.#lines.set(scope, line);
  }

  failed(error: AppError, requestId: string): void {
    const { level } = errorKinds[error.code];
    const cause = error.cause instanceof Error ? error.cause : undefined;
    this.#logger[level](
      {
        requestId,
        code: error.code,
        detail: error.detail,
        // A stack shows where our code was; a message of somebody else's error may quote what it was given.
        ...(error.code === 'internal' && cause?.stack !== undefined ? { stack: framesOf(cause.stack) } : {}),
      },
      'request failed',
    );
  }

  watch(req: IncomingMessage, res: ServerResponse, scope: RequestScope): void {
    res.once('close', () => this.finished(req.method ?? '', scope, res.statusCode, res.writableFinished));
  }

  finished(method: string, scope: RequestScope, status: number, complete: boolean): void {
    this.#logger.info(
      {
        requestId: scope.id,
        method,
        path: scope.path === undefined ? '(odd spelling)' : loggedPath(scope.path),
        class: scope.class,
        status,
        ms: this.#clock() - scope.startedAt,
        address: scope.address,
        ...(complete ? {} : { aborted: true }),
        ...this.#lines.get(scope),
      },
      'request',
    );
  }
}

/** Webhooks of automation carry their token in the path: no segment that could be one is written down. */
function loggedPath(path: string): string {
  return path.replace(/[A-Za-z0-9_-]{24,}/g, '(long)').slice(0, 200);
}

export function createLogger(level: string): Logger {
  return pino({
    level,
    base: {},
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
}

function framesOf(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
