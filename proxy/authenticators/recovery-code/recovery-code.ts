import type { RandomBytes } from '../../kernel/clock.ts';
import { createPaperCode, readPaperCode } from '../paper-code.ts';

const groups = 4;

/** 100 random bits as `XXXXX-XXXXX-XXXXX-XXXXX`. */
export function createRecoveryCode(randomBytes: RandomBytes): string {
  return createPaperCode(groups, randomBytes);
}

/** What was typed, in the form in which codes are stored. */
export function readRecoveryCode(input: string): string | undefined {
  return readPaperCode(groups, input);
}
