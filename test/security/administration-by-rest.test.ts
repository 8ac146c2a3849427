/**
 * Attack: sit down at a browser that an administrator left logged in, where the policy wants a fresh factor for the
 * administration, and make oneself an administrator by REST: there is no page to ask for it, and no WebSudo.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { givenPolicy } from '../support/gate/given-policy.ts';
import { Visitor } from '../support/gate/index.ts';

const minute = 60_000;

describe('giving accounts and rights by REST', () => {
  let pair: GatePair;
  let admin: Visitor;
  beforeAll(async () => {
    pair = await startPair();
    admin = new Visitor(pair.first.url);
    await admin.enroll('admin', 'admin-password', pair.clock.now);
    await givenPolicy(pair, { stepUp: [{ name: 'Admin', paths: ['administration'], minutes: 5 }] });
    pair.clock.pass(6 * minute);
  });
  afterAll(() => pair?.close());

  it.each([
    ['POST', '/rest/api/2/user'],
    ['PUT', '/rest/api/latest/user/password?username=bob'],
    ['POST', '/rest/api/2/group/user?groupname=jira-administrators'],
    ['POST', '/rest//api/2/group;x/user?groupname=jira-administrators'],
    ['PUT', '/rest/api/2/permissionscheme/1'],
  ])('wants the factor that the administration wants: %s %s', async (method, target) => {
    pair.jira.control.clearRequests();
    const answer = await admin.client.ask(target, { method, json: { name: 'mallory' } });
    expect([answer.status, JSON.parse(answer.text).code]).toEqual([401, 'second_factor_too_old']);
    expect(pair.jira.requests.map((request) => request.target)).not.toContain(target);
    expect((await admin.open('/browse/DEMO-1')).status).toBe(200);
  });
});
