/**
 * Attack: `TSV_BASIC_AUTH_PATHS` opens a path for application passwords, but in Jira the last segment picks the action:
 * `/rest/usermanagement/ViewProfile.jspa` is the profile.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../support/gate/index.ts';
import { ask } from '../support/jira/raw-client.ts';

const basic = { authorization: `Basic ${Buffer.from('alice:alice-password').toString('base64')}` };

describe('a path that is open for Basic', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite({ TSV_BASIC_AUTH_PATHS: '/rest/api/2/myself, /rest/usermanagement/**' });
  });
  afterAll(() => site?.close());

  it('is open', async () => {
    expect((await ask(site.gate.url, '/rest/api/2/myself', { headers: basic })).status).toBe(200);
  });

  it.each([
    '/rest/usermanagement/ViewProfile.jspa',
    '/rest/usermanagement/AddComment!default.jspa',
    '/rest/usermanagement/x.jsp',
    '/rest/usermanagement/../api/2/user?username=bob',
    '/rest/usermanagement//../../secure/ViewProfile.jspa',
    '/rest/usermanagementx',
    '/rest/api/2/user?username=bob',
  ])('does not open %s', async (path) => {
    site.jira.control.clearRequests();
    expect((await ask(site.gate.url, path, { headers: basic })).status).toBe(403);
    expect(site.jira.requests).toEqual([]);
  });
});
