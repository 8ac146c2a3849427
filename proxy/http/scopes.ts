import type { IncomingMessage } from 'node:http';
import { AppError } from '../kernel/app-error.ts';
import type { RequestScope } from './request-scope.ts';

/** The scope of each request in flight: made once at the door, found again wherever Express leads. */
export class Scopes {
  readonly #scopes = new WeakMap<IncomingMessage, RequestScope>();

  remember(req: IncomingMessage, scope: RequestScope): void {
    this.#scopes.set(req, scope);
  }

  of(req: IncomingMessage): RequestScope {
    const scope = this.#scopes.get(req);
    if (scope === undefined) throw new AppError('internal', 'a request without a scope');
    return scope;
  }
}
