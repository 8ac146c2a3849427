/**
 * Attack: spell the namespace of the administrators' API so that the gate does not know it for its own and asks Jira, where
 * an app, or whoever can install one, might answer in its place and be told codes.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite } from '../support/gate/index.ts';
import { sendBytes } from '../support/jira/raw-client.ts';

describe('/rest/two-step-admin', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site?.close());

  it.each([
    '/rest/two-step-admin',
    '/rest/two-step-admin/',
    '/rest/two-step-admin/2.0/status',
    '/rest/two-step-admin/1.0/nothing',
    '/rest//two-step-admin/1.0/status',
    '/rest/./two-step-admin/1.0/status',
    '/rest/x/../two-step-admin/1.0/status',
    '/rest/two-step%2dadmin/1.0/status',
    '/rest/%74wo-step-admin/1.0/status',
    '/rest;x=y/two-step-admin/1.0/status',
    '/rest/two-step-admin;x=y/1.0/status',
    '/REST/Two-Step-Admin/1.0/status',
    '/rest%2ftwo-step-admin/1.0/status',
    '/rest/two-step-admin%2f1.0/status',
    '//rest/two-step-admin/1.0/status',
    '/rest\\two-step-admin/1.0/status',
  ])('never asks Jira for %s', async (target) => {
    const before = site.jira.requests.length;
    const answer = await sendBytes(
      site.gate.port,
      `GET ${target} HTTP/1.1\r\nHost: jira.localhost\r\nAuthorization: Bearer pat-admin\r\nConnection: close\r\n\r\n`,
    );
    const status = Number(/^HTTP\/1\.1 (\d+)/.exec(answer.toString())?.[1]);
    expect([400, 401, 403, 404]).toContain(status);
    const heard = site.jira.requests.slice(before).map(({ target: asked }) => asked.toLowerCase());
    expect(heard.filter((url) => url.includes('two'))).toEqual([]);
  });
});
