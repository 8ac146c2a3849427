/**
 * Attack (web cache deception): make somebody open `/secure/Dashboard.jspa/x.css`. Jira answers with their dashboard, a
 * cache in front takes it for a style sheet, and the attacker fetches it from there.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';

const tricks = [
  '/secure/Dashboard.jspa;x.css',
  '/secure/Dashboard.jspa;/x.css',
  '/browse/DEMO-1;.css',
  '/s/x/_/browse/DEMO-1;a.js',
  '/s/x.css/_/secure/Dashboard.jspa',
  '/images/x.css/..;/..;/secure/Dashboard.jspa',
  '/x.css/Dashboard.jspa',
  '//secure//Dashboard.jspa',
];
/** Where Jira itself would let caches keep the reply. */
const careless = '/plugins/servlet/stand-in/careless';
const generous = [careless, `${careless};x.png`, `${careless}/x.css`, `${careless}?x=.css`];

describe('a page of one person', () => {
  let site: Site;
  let alice: Visitor;
  beforeAll(async () => {
    site = await startSite();
    alice = new Visitor(site.gate.url);
    await alice.enroll('alice', 'alice-password', site.clock.now);
  });
  afterAll(() => site?.close());

  it.each([...tricks, ...generous])('is for no shared cache: %s', async (path) => {
    const answer = await alice.open(path);
    expect(answer.headers['x-ausername']).toBe('alice');
    expect(answer.headers['cache-control']).toMatch(/\b(?:private|no-store)\b/);
    expect(answer.headers['cache-control']).not.toMatch(/public|s-maxage/);
    for (const other of ['x-accel-expires', 'expires']) expect(answer.headers[other]).toBeUndefined();
  });

  it.each([...tricks, ...generous, '/browse/DEMO-1', '/images/Dashboard.jspa'])(
    'is not there before the factor, and the refusal is for no cache: %s',
    async (path) => {
      const pending = new Visitor(site.gate.url);
      await pending.logIn('alice', 'alice-password');
      const answer = await pending.open(path);
      expect([302, 400]).toContain(answer.status);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers.vary).toBe('Cookie');
      expect(answer.headers['x-ausername']).toBeUndefined();
    },
  );

  it('leaves static files to caches as Jira does, and no cookie on them', async () => {
    const direct = await new Visitor(site.jira.url).open('/s/1/_/images/logo.svg');
    const answer = await alice.open('/s/1/_/images/logo.svg');
    expect(answer.headers['cache-control']).toBe(direct.headers['cache-control']);
    expect(answer.headers['cache-control']).toMatch(/public/);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });
});
