import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * A status to answer everything with, or: `nonsense` 200 with JSON that does not parse, `html` 200 with a page
 * whatever was asked, `reset` the connection breaks, `hang` no answer ever.
 */
export type Fault = number | 'nonsense' | 'html' | 'reset' | 'hang';

/** Makes the stand-in ill on demand. */
export class Faults {
  delay = 0;
  fault: Fault | null = null;

  /** @returns whether the request has been dealt with */
  async strike(response: ServerResponse): Promise<boolean> {
    if (this.delay > 0) await wait(this.delay, undefined, { ref: false });
    const { fault } = this;
    if (fault === null) return false;
    if (typeof fault === 'number') {
      answer(response, fault, 'text/html;charset=UTF-8', `<html><body><h1>Error ${fault}</h1></body></html>`);
      return true;
    }
    switch (fault) {
      case 'nonsense':
        answer(response, 200, 'application/json;charset=UTF-8', '{"key":"JIRAUSER10100","name":');
        return true;
      case 'html':
        answer(response, 200, 'text/html;charset=UTF-8', '<html><body>Jira is being updated.</body></html>');
        return true;
      case 'reset':
        response.socket?.destroy();
        return true;
      case 'hang':
        return true;
      default:
        return fault satisfies never;
    }
  }
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type }).end(body);
}
