import { describe, expect, it } from 'vitest';
import { AppError, errorKinds, toAppError } from '../../../proxy/kernel/app-error.ts';

describe('what was thrown', () => {
  it('stays what it is when it is an error of ours', () => {
    const error = new AppError('forbidden', 'why');
    expect(toAppError(error)).toBe(error);
  });

  it.each([[new TypeError('secret')], ['secret'], [{ secret: 1 }], [undefined], [null]])(
    'is internal else, keeps its cause, and repeats nothing of it: %s',
    (thrown) => {
      const error = toAppError(thrown);
      expect(error.code).toBe('internal');
      expect(error.cause).toBe(thrown);
      expect(error.message + error.detail).not.toContain('secret');
    },
  );
});

describe('the table of errors', () => {
  it.each(Object.entries(errorKinds))(
    'says something to people for %s, and nothing of the inside',
    (_code, kind) => {
      expect(kind.status).toBeGreaterThanOrEqual(400);
      expect(kind.text).toMatch(/^[A-Z][^{}<>]+\.$/);
    },
  );

  it('logs what an operator has to look at as errors, and nothing that a client can cause', () => {
    for (const { status, level } of Object.values(errorKinds)) {
      if (status < 500) expect(level).not.toBe('error');
    }
  });
});
