import { z } from 'zod';
import { isNetworkRange } from './network-range.ts';

/** Where a request leads, as far as policies tell places apart. */
export const pathClasses = ['administration', 'tokens', 'user_export', 'portal', 'rest', 'pages'] as const;
export type PathClass = (typeof pathClasses)[number];

/** How the session came about: a password, a remembered login of Jira's own, or an identity provider. */
export const loginMethods = ['password', 'remembered', 'single_sign_on'] as const;
export type LoginMethod = (typeof loginMethods)[number];

export const policyModes = ['off', 'monitor', 'enforce'] as const;
export type PolicyMode = (typeof policyModes)[number];

const text = (most: number) => z.string().trim().min(1).max(most);
const listOf = <T extends z.ZodType>(entry: T) => z.array(entry).min(1).max(500);

const networkRange = text(100).refine(isNetworkRange, 'must be an address, a CIDR range or first-last');
const networkName = z
  .string()
  .regex(/^[A-Za-z][\w -]{0,49}$/, 'must begin with a letter, and be letters, digits, blanks, - and _');

const method = z.string().regex(/^[A-Z][A-Z_]{1,31}$/, 'must be a method such as TOTP');

/** What must be there before somebody may set up their first factor: any one of these. */
const guard = z
  .strictObject({
    any: listOf(z.enum(['network', 'mail', 'help_desk_code'])),
    /** Named networks or ranges from which nothing further is wanted. */
    networks: listOf(text(100)).optional(),
  })
  .refine(({ any, networks }) => any.includes('network') === (networks !== undefined), {
    message: 'networks belong to the guard "network", and to no other',
    path: ['networks'],
  });

const outcome = {
  withFactor: z.enum(['require', 'exempt', 'refuse']),
  withoutFactor: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.enum(['enroll', 'optional', 'exempt', 'refuse']) }),
    z
      .strictObject({
        outcome: z.literal('grace'),
        until: z.iso.datetime().optional(),
        days: z.int().min(1).max(365).optional(),
      })
      .refine(({ until, days }) => until !== undefined || days !== undefined, 'needs until or days'),
  ]),
  /** Absent: every method that the site allows. */
  methods: listOf(method).optional(),
  /** Fewer than the site's; 0: browsers are not remembered. */
  rememberDays: z.int().min(0).max(365).optional(),
  guard: guard.optional(),
};

const ruleId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, 'must be small letters, digits and hyphens');

const rule = z.strictObject({
  id: ruleId,
  name: text(100),
  mode: z.enum(policyModes),
  /** All that are given must match; of each, any entry. None: everybody. */
  match: z.strictObject({
    groups: listOf(text(255)).optional(),
    users: listOf(text(255)).optional(),
    networks: listOf(text(100)).optional(),
    paths: listOf(z.enum(pathClasses)).optional(),
    logins: listOf(z.enum(loginMethods)).optional(),
  }),
  /** A wave of a roll-out: the rule counts from this moment on, and not while it is paused. */
  wave: z
    .strictObject({ startsAt: z.iso.datetime(), paused: z.boolean().default(false), mails: z.boolean() })
    .optional(),
  ...outcome,
});

const stepUp = z.strictObject({
  name: text(100),
  paths: listOf(z.enum(pathClasses)),
  /** The factor must have been shown within so many minutes. */
  minutes: z
    .int()
    .min(1)
    .max(12 * 60),
});

/** The whole policy of a site: ordered rules of which the first that matches counts, then a default. */
export const policyDocument = z
  .strictObject({
    networks: z
      .array(z.strictObject({ name: networkName, ranges: listOf(networkRange) }))
      .max(200)
      .default([]),
    rules: z.array(rule).max(200),
    default: z.strictObject({ mode: z.enum(policyModes), ...outcome }),
    stepUp: z.array(stepUp).max(20).default([]),
  })
  .superRefine((document, context) => {
    for (const id of repeated(document.rules.map((one) => one.id))) {
      context.addIssue(`two rules have the id "${id}"`);
    }
    const names = document.networks.map(({ name }) => name.toLowerCase());
    for (const name of repeated(names)) context.addIssue(`two networks have the name "${name}"`);
    for (const wanted of networksIn(document)) {
      if (!names.includes(wanted.toLowerCase()) && !isNetworkRange(wanted)) {
        context.addIssue(`there is no network "${wanted}"`);
      }
    }
  });

export type PolicyDocument = z.output<typeof policyDocument>;
export type PolicyRule = PolicyDocument['rules'][number];
export type PolicyOutcome = PolicyDocument['default'];
export type EnrollmentGuard = NonNullable<PolicyOutcome['guard']>;

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))];
}

function networksIn({
  rules,
  default: last,
}: {
  rules: readonly PolicyRule[];
  default: PolicyOutcome;
}): string[] {
  const matched = rules.flatMap(({ match }) => match.networks ?? []);
  return [...matched, ...[...rules, last].flatMap((one) => one.guard?.networks ?? [])];
}

export type PolicyReading =
  | { readonly kind: 'policy'; readonly document: PolicyDocument }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] };

/** All problems at once, each with where it is (`rules.2.match.groups`). */
export function readPolicy(value: unknown): PolicyReading {
  const result = policyDocument.safeParse(value);
  if (result.success) return { kind: 'policy', document: result.data };
  const problems = result.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  return { kind: 'invalid', problems };
}
