import { z } from 'zod';

/** Requests of `/rest/tsv/1.0`. Unknown fields are ignored; load-test kits send booleans as strings. */
const looseBoolean = z.union([
  z.boolean(),
  z.string().transform((text) => text.trim().toLowerCase() === 'true'),
]);

/** A code; generators of clients send numbers where only digits are expected, and lose leading zeros. */
const code = z.union([
  z.string(),
  z
    .int()
    .nonnegative()
    .transform((n) => String(n).padStart(6, '0')),
]);

export const authenticateRequest = z.object({
  username: z.string().min(1),
  password: z.string().min(1),
  rememberMe: looseBoolean.nullish().transform((value) => value ?? false),
  targetUrl: z.string().nullish(),
  captchaId: z.string().nullish(),
  captchaChallenge: z.string().nullish(),
});

export const conversationRequest = z.object({ conversationId: z.string().min(1) });
export const totpCodeRequest = z.object({ conversationId: z.string().min(1), totpCode: code });
export const recoveryCodeRequest = z.object({ conversationId: z.string().min(1), recoveryCode: z.string() });
export const unenrollRequest = z.object({ totpCode: code });
export const totpCodeOnlyRequest = z.object({ totpCode: code });
export const recoveryCodeOnlyRequest = z.object({ recoveryCode: z.string() });
export const passwordRequest = z.object({ password: z.string().min(1) });
/** The only kind of elevation there is; clients that leave it out mean it. */
export const elevationQuery = z.object({
  actionType: z.literal('unlock-user-2sv-settings').optional(),
});
