/**
 * Attack: an administrator, or somebody with their browser, takes second factors away in the console: their own, without
 * a code of their own, with one that was used, or for somebody else than the page says. And the reverse: a typo or a
 * person who has gone uses the administrator's code up.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  consoleFormIn,
  crowdMember,
  type GivenPerson,
  givenAdministrator,
  logInAgain,
} from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { personSeen } from '../support/gate/browsers.ts';
import {
  askForHelp,
  givenEnrolledMember,
  nextCode,
  personQuery,
  refreshFromJira,
  textOf,
  userPath,
  usersPath,
} from '../support/gate/console-people.ts';
import { type Site, startSite } from '../support/gate/index.ts';

const actions = ['reset', 'exempt', 'code', 'unlock', 'end-sessions', 'forget-browsers', 'end-exemption'];
const minute = 60_000;

describe('help in the console', () => {
  let site: Site;
  let ada: GivenPerson;
  let number = 10;
  beforeAll(async () => {
    site = await startSite({}, { crowd: 30 });
    ada = await givenAdministrator(site, 1);
    await refreshFromJira(ada);
  });
  afterAll(() => site?.close());

  const enrolled = () => {
    number += 1;
    return givenEnrolledMember(site.gate.url, site.clock.now, number);
  };
  const done = async (type: string) =>
    (await auditOf(site, type)).filter(({ outcome }) => outcome === 'success');
  /** A token from another form of the console: it belongs to the session. */
  const anyToken = async ({ visitor }: GivenPerson) =>
    consoleFormIn(await visitor.open(usersPath), '/users/refresh').token ?? '';

  it.each(actions)('is not given to oneself: %s', async (action) => {
    const path = `${userPath}/${action}${personQuery(ada.userKey)}`;
    const page = await ada.visitor.open(path);
    expect(textOf(page)).toContain('This is you. Nothing was changed.');
    expect(consoleFormIn(page, path)).toEqual({});
    const forged = {
      ...{ token: await anyToken(ada), reason: 'I may', hours: '24', minutes: '30', scope: 'all' },
      ...{ once: 'x'.repeat(22), code: nextCode(ada, site.clock) },
    };
    expect(textOf(await ada.visitor.submit(path, forged))).toContain('This is you. Nothing was changed.');
    for (const type of ['enrollment.reset', 'exemption.granted', 'help_desk_code.issued', 'factor.unlocked'])
      expect(await done(type)).toEqual([]);
    expect(await personSeen(ada.visitor)).toBe(ada.name);
  });

  it('is no reset without a code, with a wrong one, or with one that was used', async () => {
    const bob = await enrolled();
    const reset = (code: string) => askForHelp(ada, 'reset', bob.userKey, { scope: 'all', code });
    expect(textOf(await reset(''))).toContain('Type the code that your app shows now.');
    expect(textOf(await reset('000000'))).toContain('That code is not right, or was used before.');
    const code = nextCode(ada, site.clock);
    const other = await enrolled();
    expect(
      (await askForHelp(ada, 'reset', other.userKey, { scope: 'all', code })).headers.location,
    ).toContain('done=');
    expect(textOf(await reset(code))).toContain('That code is not right, or was used before.');
    expect(await personSeen(bob.visitor)).toBe(bob.name);
  });

  it('does not use the code up for a form that is not filled in, a factor that is gone, or a person who is', async () => {
    const [bob, gone] = [await enrolled(), await enrolled()];
    const code = nextCode(ada, site.clock);
    const fields = { scope: 'all', code };
    expect((await askForHelp(ada, 'reset', bob.userKey, { ...fields, reason: '' })).status).toBe(400);
    expect((await askForHelp(ada, 'reset', bob.userKey, { ...fields, reason: 'x'.repeat(201) })).status).toBe(
      400,
    );
    expect((await askForHelp(ada, 'reset', bob.userKey, { ...fields, scope: 'no-such' })).status).toBe(400);
    site.jira.control.removeUser(gone.userKey);
    expect((await askForHelp(ada, 'reset', gone.userKey, fields)).status).toBe(400);
    expect(await personSeen(bob.visitor)).toBe(bob.name);
    expect((await askForHelp(ada, 'reset', bob.userKey, fields)).headers.location).toContain('done=reset');
  });

  it('is a reset with the code alone, also where the proof of the session is old; nothing else is', async () => {
    const bob = await enrolled();
    const cleo = await givenAdministrator(site, 2);
    site.clock.pass(11 * minute);
    const path = `${userPath}/reset${personQuery(bob.userKey)}`;
    const token = consoleFormIn(await cleo.visitor.open(path), path).token ?? '';
    expect(token).not.toBe('');
    const fields = { token, reason: 'ticket 1', hours: '24', minutes: '30', once: 'x'.repeat(22) };
    for (const action of actions.filter((one) => one !== 'reset')) {
      const asked = await cleo.visitor.submit(`${userPath}/${action}${personQuery(bob.userKey)}`, fields);
      expect(asked.headers.location).toContain('/two-step/confirm?destination=');
    }
    // A code that is right at another form confirms nothing there.
    const code = nextCode(cleo, site.clock);
    const exempt = `${userPath}/exempt${personQuery(bob.userKey)}`;
    expect((await cleo.visitor.submit(exempt, { ...fields, code })).headers.location).toContain('/confirm?');
    expect(await personSeen(bob.visitor)).toBe(bob.name);
    const reset = await cleo.visitor.submit(path, { ...fields, scope: 'all', code });
    expect(reset.headers.location).toContain('done=reset');
    expect(await personSeen(bob.visitor)).toBeUndefined();
  });

  it('is not given by whoever got in with a code on paper and has no factor any more', async () => {
    const bob = await enrolled();
    const dora = await givenAdministrator(site, 3);
    await logInAgain(dora, site);
    const path = `${userPath}/exempt${personQuery(bob.userKey)}`;
    const form = consoleFormIn(await dora.visitor.open(path), path);
    const reset = { scope: 'all', code: nextCode(ada, site.clock) };
    expect((await askForHelp(ada, 'reset', dora.userKey, reset)).headers.location).toContain('done=reset');
    const answer = await dora.visitor.submit(path, { ...form, reason: 'ticket 2', hours: '24' });
    expect(answer.headers.location).toMatch(/\/two-step\/enroll|\/login/);
    expect(await done('exemption.granted')).toEqual([]);
  });

  it('is for the person of the address, whoever the form names besides', async () => {
    const fay = await givenAdministrator(site, 4);
    const [bob, carol] = [crowdMember(25), crowdMember(26)];
    await askForHelp(fay, 'exempt', bob.userKey, { hours: '4', person: carol.userKey });
    expect(textOf(await fay.visitor.open(`${userPath}${personQuery(carol.userKey)}`))).not.toContain(
      'Exempt until',
    );
    expect(textOf(await fay.visitor.open(`${userPath}${personQuery(bob.userKey)}`))).toContain(
      'Exempt until',
    );
  });
});
