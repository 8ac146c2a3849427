import type { BrowserContext, ConsoleMessage, Request, Response } from 'playwright-core';

/** What there is to say against the pages: script errors, violated policies, files that did not load, pages that are kept. */
export class Complaints {
  readonly #lines: string[] = [];
  readonly #documents = new Set<string>();

  constructor(context: BrowserContext) {
    context.on('request', (request) => this.#noteDocument(request));
    context.on('console', (message) => this.#noteMessage(message));
    context.on('weberror', (error) => this.#lines.push(`script error: ${error.error().message}`));
    context.on('response', (response) => this.#noteCaching(response));
    context.on('requestfailed', (request) => this.#noteFailure(request));
  }

  /** Everything since the last time. */
  take(): string[] {
    return this.#lines.splice(0);
  }

  #noteDocument(request: Request): void {
    if (request.isNavigationRequest()) this.#documents.add(request.url());
  }

  #noteMessage(message: ConsoleMessage): void {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    const { url } = message.location();
    // A page whose status is 404 or 429 is one that we want to see; the browser notes it all the same.
    const isStatusOfPage = message.text().startsWith('Failed to load resource') && this.#documents.has(url);
    if (!isStatusOfPage) this.#lines.push(`${message.type()}: ${message.text()} (${url})`);
  }

  /** A page with a secret on it, or a form with its token, must be in no cache. */
  #noteCaching(response: Response): void {
    const { pathname } = new URL(response.url());
    if (!pathname.includes('/two-step/') || pathname.includes('/two-step/assets/')) return;
    const caching = response.headers()['cache-control'];
    if (caching !== 'no-store') this.#lines.push(`cache-control of ${pathname}: ${caching}`);
  }

  #noteFailure(request: Request): void {
    // Going on before everything has arrived is no failure.
    const reason = request.failure()?.errorText ?? '';
    if (reason !== 'net::ERR_ABORTED') this.#lines.push(`not loaded: ${request.url()} ${reason}`);
  }
}
