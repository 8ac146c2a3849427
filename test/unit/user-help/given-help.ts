import { createTotpSecret, totpSecretContext } from '../../../proxy/authenticators/totp/index.ts';
import { sameUserName } from '../../../proxy/kernel/user-name.ts';
import {
  AccessService,
  BreakGlass,
  ExemptionService,
  HelpDesk,
  HelpDeskCodeService,
  HelpDeskCodes,
  type HelpRequest,
  ResetService,
} from '../../../proxy/user-help/index.ts';
import { buildApp, buildNewEnrollment, buildUsedStep } from '../../support/builders/index.ts';
import {
  createFakeBreakGlassRequests,
  createFakeExemptions,
  createFakeHelpDeskCodes,
} from '../../support/fakes/index.ts';
import { origin } from '../conversation/given-conversations.ts';
import { givenEnrollment } from '../enrollment/given-enrollment.ts';

export const admin = { userKey: 'JIRAUSER1', username: 'admin', displayName: 'Ada Admin' };
export const alice = { userKey: 'JIRAUSER2', username: 'alice', email: 'alice@example.com' };

/** All help for one person, with working fakes; the administrator and Alice have an app. */
export async function givenHelp(place: 'gate' | 'console' = 'gate') {
  const given = givenEnrollment();
  const { rows, hash, clock, randomBytes, audit, notifier, check, factors, box, people } = given;
  const secret = createTotpSecret();
  const enroll = (person: { userKey: string; username: string }, sealedSecret: string) =>
    rows.create(
      buildNewEnrollment({ ...person, first: buildApp({ sealedSecret, confirmedWith: buildUsedStep(0) }) }),
    );
  await enroll(admin, box.seal(secret, totpSecretContext(admin.userKey)));
  await enroll(alice, 's1:x:y');
  const repository = createFakeHelpDeskCodes(rows);
  const codes = new HelpDeskCodes({ repository, hash, randomBytes, clock: clock.read });
  const desk = new HelpDesk({ check, factors, audit, notifier, place });
  const parts = { ...given, clock: clock.read, enrollments: rows, own: given.ownEnrollment, desk, codes };
  const reset = new ResetService({
    ...parts,
    linkAddress: (token) => `https://jira.example.com/again?${token}`,
  });
  const exemptions = new ExemptionService({ ...parts, exemptions: createFakeExemptions() });
  const issuing = new HelpDeskCodeService(desk, codes);
  const access = new AccessService(parts);
  const deactivated = new Set<string>();
  const breakGlass = new BreakGlass({
    ...parts,
    requests: createFakeBreakGlassRequests(),
    findPerson: async (name) => {
      const found = people.people.find(
        ({ username, userKey }) => sameUserName(username, name) || userKey === name,
      );
      return found && { ...found, active: !deactivated.has(found.userKey) };
    },
    findByKey: async (userKey) => {
      const found = people.people.find((person) => person.userKey === userKey);
      return found && { ...found, active: !deactivated.has(found.userKey) };
    },
    adminMail: () => ['root@example.com', 'other@example.com'],
  });
  /** What the administrator asks for Alice, with a right code. */
  const asks = (changes: Partial<HelpRequest> = {}): HelpRequest => ({
    actor: admin,
    target: async () => alice,
    reason: 'lost the phone',
    proof: { kind: 'code', method: 'TOTP', input: { code: given.codeOf(secret) } },
    origin,
    ...changes,
  });
  const wrongCode = { kind: 'code', method: 'TOTP', input: { code: given.codeOf(secret, 5) } } as const;
  return {
    ...{ ...given, secret, enroll, repository, codes, desk, reset, exemptions, issuing, access, breakGlass },
    ...{ asks, wrongCode, deactivated },
  };
}
