import { z } from 'zod';
import { isNetworkRange } from '../policy/index.ts';

const day = { least: 0, most: 365 };

/** What may be set, and how far. In minutes and days as people set them. */
export const limits = {
  sessionIdleMinutes: { least: 5, most: 720 },
  rememberDays: day,
  perWindow: { least: 3, most: 20 },
  windowMinutes: { least: 5, most: 60 },
  lockMinutes: { least: 5, most: 1_440 },
} as const;

type Limit = { readonly least: number; readonly most: number };
const whole = ({ least, most }: Limit) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return z.int({ error: message }).min(least, message).max(most, message);
};
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must have ${most} characters at most`)
    .regex(/^\P{C}*$/u, 'must be one line');
const listOf = <T extends z.ZodType>(entry: T) => z.array(entry).max(200, 'must have 200 entries at most');

/** A colon would be read as the end of the name by apps (Key URI format); the rest people should be able to read. */
const issuer = line(64).regex(/^[^:]*$/, 'must have no colon');

const basicPath = z
  .string()
  .max(255, 'must have 255 characters at most')
  .regex(/^\/[^*\p{C}]*[^*/\p{C}](?:\/\*\*|\/)?$/u, 'must be a path such as /rest/usermanagement');

/** Only what administrators have set: what is absent comes from the environment of the gates. */
export const settingsDocument = z.strictObject({
  issuer: issuer.optional(),
  sessionIdleMinutes: whole(limits.sessionIdleMinutes).optional(),
  rememberDays: whole(limits.rememberDays).optional(),
  /** So many wrong codes within the window lock somebody for so long. */
  attempts: z
    .strictObject({
      perWindow: whole(limits.perWindow),
      windowMinutes: whole(limits.windowMinutes),
      lockMinutes: whole(limits.lockMinutes),
    })
    .partial()
    .optional(),
  basicAuth: z
    .strictObject({
      mode: z.enum(['block', 'allow']),
      users: listOf(line(255)),
      paths: listOf(basicPath),
      networks: listOf(line(100).refine(isNetworkRange, 'must be an address, a CIDR range or first-last')),
    })
    .optional(),
  auditRetention: z
    .record(
      z.string().regex(/^[a-z_.*]{1,64}$/, 'must be an action such as factor.failed or factor.*'),
      z.int().min(0).max(36_500),
    )
    .optional(),
  adminMail: listOf(
    z
      .string()
      .max(255, 'must have 255 characters at most')
      .regex(/^[^\s<>@,;\p{C}]+@[^\s<>@,;\p{C}]+$/u, 'must be a mail address'),
  ).optional(),
});

export type SettingsDocument = z.output<typeof settingsDocument>;

export type SettingsReading =
  | { readonly kind: 'settings'; readonly document: SettingsDocument }
  | { readonly kind: 'invalid'; readonly problems: readonly SettingsProblem[] };

/** `path`: where it is, such as `basicAuth.users.2`. */
export type SettingsProblem = { readonly path: string; readonly message: string };

/** All problems at once. */
export function readSettings(value: unknown): SettingsReading {
  const result = settingsDocument.safeParse(value);
  if (result.success) return { kind: 'settings', document: result.data };
  const problems = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  return { kind: 'invalid', problems };
}
