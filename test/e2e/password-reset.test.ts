import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';

describe("Jira's password reset", () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site?.close());

  it('works by its mailed link, and logs nobody in', async () => {
    const key = site.jira.people.find(({ username }) => username === 'dave@example.com')?.key;
    const visitor = new Visitor(site.gate.url);
    const link = `os_username=dave%40example.com&token=reset-${key}`;
    expect((await visitor.open('/secure/ForgotLoginDetails.jspa')).status).toBe(200);
    expect((await visitor.open(`/secure/ResetPassword!default.jspa?${link}`)).text).toContain(
      'dave@example.com',
    );
    const form = { os_username: 'dave@example.com', token: `reset-${key}`, password: 'new', confirm: 'new' };
    expect((await visitor.submit('/secure/ResetPassword.jspa', form)).text).toContain('Log in');
    expect((await visitor.client.ask('/rest/api/2/myself')).status).toBe(401);
    await visitor.logIn('dave@example.com', 'new');
    expect((await visitor.open('/browse/DEMO-1')).headers.location).toContain('/two-step/enroll');
  });
});
