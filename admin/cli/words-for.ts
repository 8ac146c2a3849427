import { AppError, errorKinds } from '../../proxy/kernel/app-error.ts';

/** What the code says is for the log of a gate; here it is what there is to go on. */
export function wordsFor(error: unknown): string {
  if (error instanceof AppError) return `${errorKinds[error.code].text} (${error.detail})`;
  return error instanceof Error ? error.message : String(error);
}
