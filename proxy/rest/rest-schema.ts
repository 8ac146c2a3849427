import { z } from 'zod';

/** Bodies of `/rest/tsv/1.0`. Unknown fields are ignored; load-test kits send booleans as strings. */
const looseBoolean = z.union([
  z.boolean(),
  z.string().transform((text) => text.trim().toLowerCase() === 'true'),
]);

/** A code; generators of clients send numbers where only digits are expected, and lose leading zeros. */
const code = z
  .union([
    z.string(),
    z
      .int()
      .nonnegative()
      .transform((n) => String(n).padStart(6, '0')),
  ])
  .describe('six digits');
const conversationId = z.string().min(1).describe('from the reply that began it');

export const authenticateRequest = z.object({
  username: z.string().min(1),
  password: z.string().min(1),
  rememberMe: looseBoolean.nullish().transform((value) => value ?? false),
  targetUrl: z.string().nullish().describe('a path on this site'),
  captchaId: z.string().nullish(),
  captchaChallenge: z.string().nullish().describe('what the picture says'),
});
export const conversationRequest = z.object({ conversationId });
export const totpCodeRequest = z.object({ conversationId, totpCode: code });
export const recoveryCodeRequest = z.object({ conversationId, recoveryCode: z.string() });
export const unenrollRequest = z.object({ totpCode: code });
export const totpCodeOnlyRequest = z.object({ totpCode: code });
export const recoveryCodeOnlyRequest = z.object({ recoveryCode: z.string() });
export const passwordRequest = z.object({ password: z.string().min(1) });
/** The only kind of elevation there is; clients that leave it out mean it. */
export const elevationQuery = z.object({
  actionType: z.literal('unlock-user-2sv-settings').optional(),
});

export const errorReply = z.object({ message: z.string() });
export const nextReply = z.object({ next: z.string().describe('where to go: a path on this site') });
export const nextStepReply = z.object({
  nextLoginStep: z.enum(['TOTP_CODE_VERIFICATION', 'ENROLLMENT']),
  conversationId: z.string(),
});
export const passwordRefusedReply = errorReply.extend({
  captchaRequired: z.boolean(),
  expiredCredentials: z.boolean(),
});
export const captchaReply = z.object({ captchaId: z.string(), captchaImageUrl: z.string() });
export const recoveryCodeReply = z.object({ recoveryCode: z.string().describe('shown this once') });
export const offerReply = z.object({
  conversationId: z.string(),
  secret: z.string().describe('base32, for typing'),
  url: z.string().describe('otpauth://, for a QR code'),
  userName: z.string(),
});
export const elevationReply = z.object({ elevationMethods: z.array(z.enum(['PASSWORD', 'TOTP'])) });
export const statusReply = z.object({
  twoSVActive: z.boolean(),
  methods: z.array(
    z.object({
      type: z.literal('TOTP'),
      enabled: z.boolean(),
      enabledAt: z.iso.datetime().optional(),
      enforced: z.boolean(),
    }),
  ),
});
export const managementReply = z.object({ isManaged: z.boolean() });
