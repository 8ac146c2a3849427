import type { BrowserContext, ConsoleMessage, Request } from 'playwright-core';

/** What a browser has to say against the pages: script errors, violated policies, files that did not load. */
export class Complaints {
  readonly #lines: string[] = [];
  readonly #documents = new Set<string>();

  constructor(context: BrowserContext) {
    context.on('request', (request) => this.#noteDocument(request));
    context.on('console', (message) => this.#noteMessage(message));
    context.on('weberror', (error) => this.#lines.push(`script error: ${error.error().message}`));
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

  #noteFailure(request: Request): void {
    // Going on before everything has arrived is no failure.
    const reason = request.failure()?.errorText ?? '';
    if (reason !== 'net::ERR_ABORTED') this.#lines.push(`not loaded: ${request.url()} ${reason}`);
  }
}
