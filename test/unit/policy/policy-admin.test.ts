import { beforeEach, describe, expect, it } from 'vitest';
import { EnrollmentDirectory } from '../../../proxy/enrollment/index.ts';
import { PolicyAdmin, PolicyBook, type PolicyDocument } from '../../../proxy/policy/index.ts';
import { buildFacts } from '../../support/builders/build-facts.ts';
import { buildPolicy } from '../../support/builders/build-policy.ts';
import { createFakeAuditLog, createFakeSiteDocuments } from '../../support/fakes/index.ts';

const now = Date.parse('2026-06-01T12:00:00Z');
const erin = { userKey: 'JIRAUSER7', username: 'erin', groups: ['admins'] };
const origin = { address: '192.0.2.7', requestId: 'r1' };
const initial = buildPolicy();
const lenientRule = buildPolicy({ rules: [{ id: 'x', match: { groups: ['x'] } }] }).rules[0];
const lenient = buildPolicy({ default: { withoutFactor: { outcome: 'optional' } } });

describe('publishing a policy', () => {
  let admin: PolicyAdmin;
  let book: PolicyBook;
  let audit: ReturnType<typeof createFakeAuditLog>;
  let facts = buildFacts('2026-01-01');
  beforeEach(async () => {
    facts = buildFacts('2026-01-01');
    const documents = createFakeSiteDocuments(() => now);
    book = new PolicyBook({ documents, initial, onProblem: () => undefined });
    await book.reload();
    audit = createFakeAuditLog();
    admin = new PolicyAdmin({
      ...{
        documents,
        policies: book,
        initial,
        audit,
        people: undefined,
        siteMethods: ['TOTP', 'WEBAUTHN'],
        clock: () => now,
        steadyClock: () => 0,
      },
      enrollments: new EnrollmentDirectory(
        async () => facts,
        () => now,
      ),
    });
  });
  const publish = (draft: unknown, basedOn = 0) =>
    admin.publish({ draft, basedOn, comment: 'because', actor: erin, origin });

  it('makes it count at once, and writes down who did it and why', async () => {
    expect(await publish(lenient)).toEqual({ kind: 'published', version: 1 });
    expect(book.current.document).toEqual(lenient);
    expect(await admin.current()).toMatchObject({ version: 1, actorName: 'erin', comment: 'because' });
    expect(audit.events).toMatchObject([
      { type: 'policy.changed', reason: 'version 1: because', actor: { userKey: 'JIRAUSER7' } },
    ]);
  });

  describe('with methods that this site does not have', () => {
    const rule = (changes: object) => ({ id: 'staff', match: { groups: ['staff'] }, ...changes });
    const noMethods = {
      kind: 'invalid',
      problems: [expect.stringMatching(/^rules\.0\.methods: .*none of DUO, SMS/)],
    };

    it('warns of some, and refuses where there is none of them', async () => {
      const some = buildPolicy({ rules: [rule({ methods: ['TOTP', 'DUO'] })] });
      expect(admin.warnings(some).join()).toContain('methods that this site does not have: DUO');
      expect(await publish(some)).toMatchObject({ kind: 'published' });
      const none = buildPolicy({ rules: [rule({ methods: ['DUO', 'SMS'] })] });
      expect(admin.read(none)).toEqual(noMethods);
      expect(await publish(none, 1)).toEqual(noMethods);
      const consoleActor = { userKey: '', username: 'command line (grace)' };
      const fromConsole = { draft: none, basedOn: 1, comment: 'because', actor: consoleActor, origin };
      expect(await admin.publishFromConsole(fromConsole)).toEqual(noMethods);
      expect(await publish(buildPolicy({ default: { methods: ['DUO'] } }), 1)).toMatchObject({
        problems: [expect.stringMatching(/^default\.methods/)],
      });
    });

    it('takes a rule that is off, and refuses to switch it on', async () => {
      const off = buildPolicy({ rules: [rule({ methods: ['DUO', 'SMS'], mode: 'off' })] });
      expect(await publish(off)).toMatchObject({ kind: 'published' });
      const on = buildPolicy({ rules: [rule({ methods: ['DUO', 'SMS'] })] });
      expect(await publish(on, 1)).toEqual(noMethods);
    });

    it('leaves a rule alone that stands already, so that the rest can be changed', async () => {
      const { current } = book;
      const standing = buildPolicy({ rules: [rule({ methods: ['DUO', 'SMS'] })] });
      Object.defineProperty(book, 'current', { get: () => ({ ...current, document: standing }) });
      const more = { ...standing, rules: [...standing.rules, { ...lenientRule, id: 'more' }] };
      expect(admin.read(more)).toMatchObject({ kind: 'policy' });
      const others = buildPolicy({ rules: [rule({ methods: ['SMS'] })] });
      expect(admin.read(others)).toMatchObject({ kind: 'invalid' });
    });

    it.each([{ match: {} }, { match: { groups: ['staff', 'others'] } }, { mode: 'enforce' }])(
      'refuses one that stands already and is to do more: %j',
      (more) => {
        const { current } = book;
        const [stands, wider] = [
          { methods: ['DUO'], mode: 'monitor' },
          { methods: ['DUO'], mode: 'monitor', ...more },
        ];
        const standing = buildPolicy({ rules: [rule(stands)] });
        Object.defineProperty(book, 'current', { get: () => ({ ...current, document: standing }) });
        expect(admin.read(standing)).toMatchObject({ kind: 'policy' });
        expect(admin.read(buildPolicy({ rules: [rule(wider)] }))).toMatchObject({ kind: 'invalid' });
      },
    );
  });

  it('overwrites nothing that somebody changed meanwhile, and says who it was', async () => {
    await publish(lenient);
    const outcome = await publish(initial);
    expect(outcome).toMatchObject({ kind: 'conflict', current: { version: 1, actorName: 'erin' } });
    expect(book.current.document).toEqual(lenient);
    expect(audit.events).toHaveLength(1);
  });

  it('refuses what is no policy, with where it is wrong', async () => {
    const outcome = await publish({ ...initial, rules: [{ id: 'a' }] });
    expect(outcome.kind).toBe('invalid');
    expect(JSON.stringify(outcome)).toContain('rules.0.name');
    expect(await admin.current()).toMatchObject({ version: 0 });
  });

  it('goes back to an old version with a new one', async () => {
    await publish(lenient);
    const back = { basedOn: 1, comment: 'back', actor: erin, origin };
    expect(await admin.revert({ version: 0, ...back })).toEqual({ kind: 'published', version: 2 });
    expect(book.current.document).toEqual(initial);
    expect(await admin.revert({ version: 9, ...back })).toEqual({ kind: 'not_found' });
    const { versions, hasMore } = await admin.history({ most: 1 });
    expect([versions.map(({ version }) => version), hasMore]).toEqual([[2], true]);
    expect((await admin.history({ most: 5, below: 2 })).versions.map(({ version }) => version)).toEqual([1]);
  });

  describe('does not lock out whoever does it', () => {
    const refused = { withFactor: 'refuse', withoutFactor: { outcome: 'refuse' } };
    it.each<[string, PolicyDocument, string]>([
      [
        'by refusing everybody',
        buildPolicy({ default: refused }),
        'The rule for everybody else would refuse you at pages',
      ],
      [
        'by refusing the administration',
        buildPolicy({ rules: [{ match: { paths: ['administration'] }, ...refused }] }),
        '“Rule 0” would refuse you at administration',
      ],
      [
        'by refusing the network that they are on',
        buildPolicy({ rules: [{ match: { networks: ['192.0.2.0/24'] }, ...refused }] }),
        'from 192.0.2.7',
      ],
      [
        'by wanting a method that they do not have',
        buildPolicy({ default: { methods: ['WEBAUTHN'] } }),
        'none of the methods',
      ],
      [
        'later, when a wave begins',
        buildPolicy({ rules: [{ wave: { startsAt: '2026-07-01T00:00:00Z', mails: false }, ...refused }] }),
        'from 2026-07-01 00:00 UTC on',
      ],
    ])('%s', async (_, draft, why) => {
      const outcome = await publish(draft);
      expect(outcome.kind).toBe('locks_you_out');
      expect(JSON.stringify(outcome)).toContain(why);
      expect(book.current.document).toEqual(initial);
      expect(audit.events).toEqual([]);
    });

    it('by wanting a factor of them that they do not have', async () => {
      facts = buildFacts(undefined);
      expect((await publish(initial)).kind).toBe('locks_you_out');
    });

    it('while an exemption hides it', async () => {
      facts = { ...buildFacts(undefined), exemptUntil: now + 1_000 };
      expect((await publish(initial)).kind).toBe('locks_you_out');
    });

    it('and lets them refuse others', async () => {
      const elsewhere = buildPolicy({ rules: [{ match: { networks: ['198.51.100.0/24'] }, ...refused }] });
      expect((await publish(elsewhere)).kind).toBe('published');
    });
  });
});
