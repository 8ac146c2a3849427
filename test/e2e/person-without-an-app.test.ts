import { afterAll, beforeAll, expect, it } from 'vitest';
import { runPsql, type Site, startSite, Visitor } from '../support/gate/index.ts';
import { RestVisitor } from '../support/gate/rest-visitor.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site?.close());

it('somebody enrolled without an authenticator app is sent from the API to the page that asks for what they have', async () => {
  const { recoveryCode } = await new Visitor(site.gate.url).enroll('alice', 'alice-password', site.clock.now);
  const withoutApp = `UPDATE "AO_ED669C_TOTP_USER_ENROLLMENT" SET "SECRET" = ''`;
  expect((await runPsql(site.gate.config.databaseUrl ?? '', withoutApp)).code).toBe(0);

  const rest = new RestVisitor(site.gate.url);
  const credentials = { username: 'alice', password: 'alice-password', targetUrl: '/browse/DEMO-1' };
  const answer = await rest.post('authenticate', credentials);
  expect(answer.status).toBe(200);
  const { next } = answer.json() as { next: string };
  expect(next).toBe('/plugins/servlet/two-step/challenge?destination=%2Fbrowse%2FDEMO-1');

  const browser = new Visitor(site.gate.url);
  for (const [name, value] of rest.client.cookies) browser.client.cookies.set(name, value);
  expect((await browser.open('/browse/DEMO-1')).headers.location).toContain('/two-step/challenge');
  await browser.open(next);
  const shown = await browser.follow(await browser.fillIn('recover', { recoveryCode }));
  expect(shown.status).toBe(200);
  expect((await browser.open('/browse/DEMO-1')).headers['x-ausername']).toBe('alice');
});
