/**
 * Attack: a page that somebody visits loads our challenge three hundred times as a picture. Each opening begins a step
 * of a login, displaces the form that the person is typing into, and in the end the limit of begun logins keeps them out.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';

describe('a page of ours that another site loads', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
    await new Visitor(site.gate.url).enroll('alice', 'alice-password', site.clock.now);
  });
  afterAll(() => site?.close());

  const open = async (page: string, from: string, use: string) => {
    const visitor = new Visitor(site.gate.url);
    await visitor.logIn('alice', 'alice-password');
    return visitor.client.ask(`/plugins/servlet/two-step/${page}`, {
      headers: { accept: 'text/html', 'sec-fetch-site': from, 'sec-fetch-dest': use },
    });
  };

  it.each(['challenge', 'recover', 'enroll', 'recovery-code', 'logout'])(
    'begins nothing: %s',
    async (page) => {
      for (const from of ['cross-site', 'same-site']) {
        for (const use of ['image', 'script', 'iframe', 'empty', 'style', 'object']) {
          const answer = await open(page, from, use);
          expect(answer.status).toBe(403);
          expect(answer.headers['set-cookie']).toBeUndefined();
        }
      }
    },
  );

  it.each([
    ['cross-site', 'document'],
    ['same-site', 'document'],
    ['none', 'document'],
    ['same-origin', 'empty'],
  ])('opens for a link, a bookmark, and ourselves: %s, %s', async (from, use) => {
    expect((await open('challenge', from, use)).status).toBe(200);
  });
});
