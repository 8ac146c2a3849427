/**
 * Attack: another site has the browser of an administrator, who showed their factor just now, use the administrators'
 * API: by a form, by a script, with JSON in the body of a form, by reading an export.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminRest } from '../support/gate/admin-rest.ts';
import { type GivenPerson, givenAdministrator, givenMember } from '../support/gate/administrator.ts';
import { auditOf } from '../support/gate/audit-of.ts';
import { type Site, startSite } from '../support/gate/index.ts';

const json = { reason: 'lost the phone', scope: 'all' };

describe('the administrators’ API in a browser', () => {
  let site: Site;
  let ada: GivenPerson;
  let victim: GivenPerson;
  beforeAll(async () => {
    site = await startSite({}, { crowd: 3 });
    ada = await givenAdministrator(site, 1);
    victim = await givenMember(site, 2, 'jira-software-users');
  });
  afterAll(() => site?.close());

  const reset = `${adminRest}/users/user2/reset`;
  const isIn = async () => (await victim.visitor.open('/browse/DEMO-1')).status === 200;

  it.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('does nothing for another site: %j', async (headers) => {
    const { client } = ada.visitor;
    expect((await client.ask(reset, { method: 'POST', json, headers: { ...headers } })).status).toBe(403);
    const put = { method: 'PUT', json: { reason: 'lost the phone' }, headers: { ...headers } };
    expect((await client.ask(`${adminRest}/users/user2/exemption`, put)).status).toBe(403);
    const read = await client.ask(`${adminRest}/audit/export?format=csv`, { headers: { ...headers } });
    expect(read.status).toBe(403);
    expect(await isIn()).toBe(true);
    expect(await auditOf(site, 'audit.exported')).toEqual([]);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'reads no body of %s, which a form may send without asking',
    async (type) => {
      const answer = await ada.visitor.client.ask(reset, {
        method: 'POST',
        body: JSON.stringify(json),
        headers: { 'content-type': type },
      });
      expect(answer.status).toBe(415);
      expect(await isIn()).toBe(true);
    },
  );

  it('works from our own pages, with the same body and a fresh session', async () => {
    const headers = { origin: site.gate.config.publicOrigin, 'sec-fetch-site': 'same-origin' };
    const answer = await ada.visitor.client.ask(reset, { method: 'POST', json, headers });
    expect(answer.status).toBe(200);
    expect(await isIn()).toBe(false);
  });
});
