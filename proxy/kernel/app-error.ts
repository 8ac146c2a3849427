/**
 * The one exception of the project: "this request cannot go on". Expected outcomes (a wrong code, an unknown
 * conversation) are data, never exceptions.
 */
export const errorKinds = {
  bad_request: { status: 400, level: 'info', text: 'The request is not well-formed.' },
  ambiguous_request: { status: 400, level: 'warn', text: 'The request can be read in more than one way.' },
  not_authenticated: { status: 401, level: 'info', text: 'You are not logged in.' },
  forbidden: { status: 403, level: 'info', text: 'You are not allowed to do this.' },
  cross_origin: { status: 403, level: 'warn', text: 'The request came from another site.' },
  refused_by_policy: {
    status: 403,
    level: 'info',
    text: 'Your administrators do not allow logging in this way.',
  },
  basic_disabled: {
    status: 403,
    level: 'info',
    text: 'Basic Authentication has been disabled on this instance.',
  },
  not_found: { status: 404, level: 'info', text: 'There is nothing at this address.' },
  method_not_allowed: { status: 405, level: 'info', text: 'This method is not allowed here.' },
  payload_too_large: { status: 413, level: 'info', text: 'The request is too large.' },
  unsupported_media_type: { status: 415, level: 'info', text: 'This content type is not understood here.' },
  too_many_requests: { status: 429, level: 'info', text: 'Too many tries. Wait a little.' },
  too_many_headers: { status: 431, level: 'warn', text: 'The request has too many header fields.' },
  overloaded: { status: 503, level: 'warn', text: 'Too much is going on at the moment. Try again.' },
  internal: { status: 500, level: 'error', text: 'Something went wrong.' },
  jira_unavailable: { status: 503, level: 'error', text: 'Jira does not answer at the moment.' },
  store_unavailable: {
    status: 503,
    level: 'error',
    text: 'Two-step verification is not available at the moment.',
  },
} as const;

export type ErrorCode = keyof typeof errorKinds;

export class AppError extends Error {
  readonly code: ErrorCode;
  /** For the log and the audit only: never shown to the client. */
  readonly detail: string;
  /** Extra reply headers, such as `Allow` or `Retry-After`. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ErrorCode,
    detail: string,
    options: { cause?: unknown; headers?: Record<string, string> } = {},
  ) {
    super(`${code}: ${detail}`, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = detail;
    this.headers = options.headers ?? {};
  }
}

/** Turns whatever was thrown into an AppError; what is not one is `internal`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  // Not its message: that may quote what it was given.
  const detail = thrown instanceof Error ? thrown.name : 'a value was thrown';
  return new AppError('internal', detail, { cause: thrown });
}
