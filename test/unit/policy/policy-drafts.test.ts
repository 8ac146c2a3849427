import { describe, expect, it } from 'vitest';
import { createKeyedHash } from '../../../proxy/kernel/keyed-hash.ts';
import { SecretBox } from '../../../proxy/kernel/secret-box.ts';
import { PolicyDrafts } from '../../../proxy/policy/index.ts';
import { InProcessStore } from '../../../proxy/store/index.ts';
import { buildKeyRing } from '../../support/builders/build-key-ring.ts';
import { buildPolicy } from '../../support/builders/build-policy.ts';

const base = { version: 3, document: buildPolicy() };
const hour = 3_600_000;

function given() {
  let now = 1_000;
  const ring = buildKeyRing();
  const store = new InProcessStore(() => now);
  const drafts = new PolicyDrafts({
    ...{ store, box: new SecretBox(ring), hash: createKeyedHash(ring), clock: () => now },
  });
  return { drafts, pass: (time: number) => (now += time), store };
}

const named = (name: string) => () => buildPolicy({ rules: [{ name }] });

describe('an administrator’s draft of the policy', () => {
  it('grows from what counts, change by change, and remembers what it was made from', async () => {
    const { drafts } = given();
    expect(await drafts.find('erin')).toBeUndefined();
    await drafts.change('erin', base, named('A'));
    await drafts.change('erin', { ...base, version: 9 }, (document) => ({
      ...document,
      rules: [...document.rules, { ...document.rules[0], id: 'b', name: 'B' }],
    }));
    const draft = await drafts.find('erin');
    expect(draft?.basedOn).toBe(3);
    expect(draft?.document.rules.map(({ name }) => name)).toEqual(['A', 'B']);
  });

  it('is nobody else’s', async () => {
    const { drafts } = given();
    await drafts.change('erin', base, named('A'));
    expect(await drafts.find('frank')).toBeUndefined();
    await drafts.discard('frank');
    expect(await drafts.find('erin')).toBeDefined();
    await drafts.discard('erin');
    expect(await drafts.find('erin')).toBeUndefined();
  });

  it('keeps nothing that is no policy', async () => {
    const { drafts } = given();
    const reading = await drafts.change('erin', base, (document) => ({ ...document, rules: [{}] }));
    expect(reading.kind).toBe('invalid');
    expect(await drafts.find('erin')).toBeUndefined();
  });

  it('is over after twelve hours, and when it says nothing new any more', async () => {
    const { drafts, pass } = given();
    await drafts.change('erin', base, named('A'));
    pass(11 * hour);
    expect(await drafts.find('erin')).toBeDefined();
    pass(hour);
    expect(await drafts.find('erin')).toBeUndefined();
    await drafts.change('erin', base, named('A'));
    await drafts.change('erin', base, () => base.document);
    expect(await drafts.find('erin')).toBeUndefined();
  });

  it('loses none of two changes that come at once', async () => {
    const { drafts } = given();
    const add = (id: string) => (document: { rules: readonly object[] }) => ({
      ...document,
      rules: [...document.rules, { ...buildPolicy({ rules: [{}] }).rules[0], id }],
    });
    await Promise.all(['a', 'b', 'c'].map((id) => drafts.change('erin', base, add(id))));
    expect((await drafts.find('erin'))?.document.rules.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c']);
  });
});
