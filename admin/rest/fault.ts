import type { Response } from 'express';
import { sendJson } from '../../proxy/http/send.ts';

/** What this API refuses for a reason of its own, with a word that programs can rely on. */
export class Fault extends Error {
  readonly status: number;
  readonly code: string;
  /** Seconds (RFC 6585 §4). */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, message: string, retryAfter?: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export function sendFault(res: Response, status: number, message: string, code: string): void {
  sendJson(res, status, { message, code });
}
