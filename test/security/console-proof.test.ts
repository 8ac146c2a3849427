/**
 * Attack: have a running gate take the proof of the server's console, which asks for nobody's factor: by the services
 * of its own process, with everything that a request of the API or the console could ever be made of.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HelpRequest } from '../../proxy/user-help/index.ts';
import { type GivenPerson, givenMember } from '../support/gate/administrator.ts';
import { type Site, startSite } from '../support/gate/index.ts';

describe('a running gate', () => {
  let site: Site;
  let victim: GivenPerson;
  beforeAll(async () => {
    site = await startSite({}, { crowd: 2 });
    victim = await givenMember(site, 1, 'jira-software-users');
  });
  afterAll(() => site?.close());

  const asked = (): HelpRequest => ({
    actor: { userKey: '', username: 'command line (root)' },
    target: async () => ({ userKey: victim.userKey, username: victim.name }),
    reason: 'lost the phone',
    proof: { kind: 'console' },
    origin: { address: 'local', requestId: 'command line', browser: '' },
  });

  it('takes no proof of the console for anything that helps somebody', async () => {
    const { reset, exemptions, helpDeskCodes, access } = site.gate.help;
    const outcomes = [
      await reset.reset({ ...asked(), scope: { kind: 'all' } }),
      await exemptions.grant(asked()),
      await exemptions.end(asked()),
      await helpDeskCodes.issue(asked()),
      await access.unlock(asked()),
      await access.revokeDevices(asked()),
      await access.revokeSessions(asked()),
    ];
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['actor_not_enrolled']));
    expect((await victim.visitor.open('/browse/DEMO-1')).status).toBe(200);
  });
});
