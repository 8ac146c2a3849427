import type { Response } from 'express';
import type { AuditLog } from '../audit/index.ts';
import { originOf } from '../http/browser-name.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { sendJson } from '../http/send.ts';
import type { AddressLimiter } from '../store/index.ts';
import type { PasswordResult } from '../upstream/index.ts';

type WrongPassword = PasswordResult & { readonly kind: 'wrong' };

export async function rejectPassword(
  res: Response,
  scope: RequestScope,
  { message, captchaRequired, expiredCredentials }: WrongPassword,
  { addresses, audit }: { readonly addresses: AddressLimiter; readonly audit: AuditLog },
): Promise<void> {
  await addresses.countFailure(scope.address);
  // The name as typed is not recorded: people type passwords into it.
  await audit.record({
    type: 'password.rejected',
    outcome: 'failure',
    reason: captchaRequired ? 'captcha required' : 'wrong password',
    actor: undefined,
    target: undefined,
    ...originOf(scope),
  });
  sendJson(res, 401, { message, captchaRequired, expiredCredentials });
}
