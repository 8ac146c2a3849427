import { z } from 'zod';
import { peopleFilters } from '../../proxy/people/index.ts';
import { loginMethods, pathClasses } from '../../proxy/policy/index.ts';
import { comment, count, reason, time, totpCode, version, versionShape, whole } from './field-schema.ts';

/** Bodies of `/rest/two-step-admin/1.0`. Unknown fields of a body are refused: a mistyped one would do nothing. */
export const helpRequest = z.strictObject({ reason, totpCode });
export const resetRequest = helpRequest.extend({
  scope: z
    .literal('all')
    .or(z.strictObject({ factor: z.string().min(1) }))
    .describe('all, or a factor by its id'),
});
export const exemptionRequest = helpRequest.extend({
  hours: z.number().optional().describe('24 unless given, at most 720'),
});
export const codeRequest = helpRequest.extend({
  minutes: z.number().optional().describe('30 unless given, at most 480'),
});

const peopleFilter = {
  text: z.string().max(200).optional().describe('words in the name or the mail address'),
  filter: z.enum(peopleFilters).optional(),
  group: z.string().max(255).optional(),
  method: z.string().max(32).optional().describe('such as TOTP'),
};
export const peopleExportQuery = z.strictObject(peopleFilter);
export const usersQuery = z.strictObject({
  ...peopleFilter,
  limit: whole(1, 200).optional().describe('50 unless given'),
  next: z.string().max(1_000).optional().describe('from the page before'),
});

const auditFilter = {
  user: z.string().max(255).optional().describe('a name or key: whom it happened to, or who did it'),
  actor: z.string().max(255).optional(),
  type: z.string().max(100).optional().describe('login.*, or !code.sent'),
  outcome: z.enum(['success', 'failure']).optional(),
  address: z.string().max(64).optional().describe('an address or CIDR'),
  from: time.optional(),
  to: time.optional(),
};
export const auditQuery = z.strictObject({
  ...auditFilter,
  limit: whole(1, 500).optional().describe('100 unless given'),
  next: whole(1, 999_999_999).optional().describe('from the page before'),
});
export const exportQuery = z.strictObject({ ...auditFilter, format: z.enum(['csv', 'jsonl']) });

const rowNumber = whole(1, 999_999_999).optional();
export const verificationQuery = z.strictObject({
  first: rowNumber.describe('a row (seq); the first one unless given'),
  last: rowNumber.describe('a row; the latest one unless given'),
});

export const explainRequest = z.strictObject({
  user: z.string().min(1).max(255).describe('a name or key that the gate knows'),
  address: z.string().min(1).max(64).describe('from where they come'),
  path: z.enum(pathClasses).optional().describe('pages unless given'),
  login: z.enum(loginMethods).optional().describe('password unless given'),
});

/** Empty, but JSON: what a form of another site can send is none. */
export const syncRequest = z.strictObject({});

const syncReply = z.strictObject({
  state: z.enum(['never', 'running', 'interrupted', 'refused', 'finished']),
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
  peopleRead: count,
  groupsRead: count,
  error: z.string(),
});
export const peopleSyncReply = syncReply;

export const statusReply = z.strictObject({
  version: z.string(),
  people: z.strictObject({
    ...{ active: count, inactive: count, enrolled: count, notEnrolled: count },
    ...{ inGrace: count, locked: count, exempt: count },
    byMethod: z.record(z.string(), count),
  }),
  countedAt: time,
  policy: z.strictObject({ version: count }),
  health: z.array(z.strictObject({ name: z.string(), up: z.boolean() })),
  peopleSync: syncReply,
});

const personShape = {
  ...{ userKey: z.string(), username: z.string(), displayName: z.string(), email: z.string() },
  active: z.boolean(),
  enrolledSince: time.nullable(),
  methods: z.array(z.string()),
  locked: z.enum(['no', 'for_a_while', 'until_an_administrator_helps']),
  lockedUntil: time.nullable(),
  exemptUntil: time.nullable(),
  exemptReason: z.string().nullable(),
  graceStartedAt: time.nullable(),
  rememberedBrowsers: count,
  lastVerifiedAt: time.nullable(),
  seenAt: time.nullable(),
};
export const usersReply = z.strictObject({
  users: z.array(z.strictObject(personShape)),
  next: z.string().nullable(),
});
export const userReply = z.strictObject({
  ...personShape,
  groups: z.array(z.string()),
  factors: z.array(
    z.strictObject({
      ...{ id: z.string(), method: z.string(), name: z.string() },
      addedAt: time.nullable(),
      lastUsedAt: time.nullable(),
      blocked: z.boolean(),
    }),
  ),
});

const mail = z
  .enum(['queued', 'no_address', 'no_mail_server'])
  .describe('where it is not queued, tell the person yourself');
export const helpReply = z.strictObject({ mail });
export const exemptionReply = z.strictObject({ mail, endsAt: time });
export const codeReply = z.strictObject({
  mail,
  code: z.string().describe('shown this once, for the telephone'),
  expiresAt: time,
});

export const planRequest = z.strictObject({ policy: z.unknown().describe('as GET answers it') });
export const publishRequest = z.strictObject({
  policy: z.unknown().describe('as GET answers it'),
  basedOn: version.describe('the version that was looked at'),
  comment,
  totpCode,
});
export const planReply = z.strictObject({
  version: count.describe('that counts now'),
  problems: z.array(z.string()),
  warnings: z.array(z.string()).describe('what is allowed, and probably not meant'),
  differences: z.array(z.strictObject({ kind: z.string(), what: z.string(), details: z.array(z.string()) })),
  effect: z
    .strictObject({
      countedAt: time.describe('as of when people are what they are here'),
      loginAt: time.describe('when everybody is thought to log in: when the last wave has begun'),
      ...{ people: count, withoutFactor: count, affected: count, affectedWithoutFactor: count },
      watched: count,
      states: z.array(z.strictObject({ state: z.string(), before: count, after: count })),
      changes: z.array(
        z.strictObject({ from: z.string(), to: z.string(), count, examples: z.array(z.string()) }),
      ),
    })
    .nullable()
    .describe('null where nobody knows who there is'),
});

export const policyReply = z.strictObject({
  ...versionShape,
  policy: z.unknown().describe('the document, as PUT takes it'),
});
export const historyReply = z.strictObject({
  versions: z.array(z.strictObject(versionShape)),
  next: count.nullable(),
});
const owed = z.enum(['require', 'enroll', 'none', 'refuse']);
export const explainReply = z.strictObject({
  ...{ version: count, outcome: owed, wouldBe: owed, because: z.string(), rule: z.string() },
  rules: z.array(
    z.strictObject({ rule: z.string(), name: z.string(), verdict: z.string(), detail: z.string() }),
  ),
});

export const auditReply = z.strictObject({
  events: z.array(
    z.strictObject({
      ...{ seq: count, at: z.string(), type: z.string(), outcome: z.string(), reason: z.string() },
      ...{ actorKey: z.string().nullable(), actorName: z.string().nullable() },
      ...{ targetKey: z.string().nullable(), targetName: z.string().nullable() },
      ...{ address: z.string(), requestId: z.string(), pruned: z.boolean() },
    }),
  ),
  next: count.nullable(),
});

const rowRange = z.strictObject({ first: count, last: count });
export const verificationReply = z.strictObject({
  asked: rowRange,
  part: rowRange.describe(
    'what was looked at: the latest 5,000 of these, and a little more where a signature follows',
  ),
  ...{ rows: count, prunedRows: count },
  signedUpTo: count.nullable().describe('the last row that a signature vouches for'),
  isWhole: z.boolean().describe('whether nothing was found'),
  findings: z.array(z.strictObject({ kind: z.string(), seq: count, text: z.string() })),
  notes: z.array(z.string()).describe('what could not be judged'),
});
