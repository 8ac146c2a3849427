import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Operation, operations } from '../../proxy/rest/operations.ts';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';

const page = '/plugins/servlet/two-step/api';

describe('the description of the API', () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site?.close());

  it('is for system administrators who have shown their factor', async () => {
    const admin = new Visitor(site.gate.url);
    await admin.logIn('admin', 'admin-password');
    expect((await admin.open(page)).headers.location).toContain('/two-step/enroll');
    await admin.enroll('admin', 'admin-password', site.clock.now);
    const shown = await admin.open(page);
    expect(shown.status).toBe(200);
    for (const { path, method } of Object.values<Operation>(operations)) {
      expect(shown.text).toContain(`<b>${method}</b> ${path}`);
    }
    expect(shown.text).toContain('href="/rest/tsv/1.0/openapi.json"');
  });

  it('is for nobody else', async () => {
    expect((await new Visitor(site.gate.url).open(page)).headers.location).toContain(
      '/login.jsp?os_destination=',
    );
    const manager = new Visitor(site.gate.url);
    await manager.enroll('manager', 'manager-password', site.clock.now);
    const refused = await manager.open(page);
    expect(refused.status).toBe(403);
    expect(refused.text).not.toContain('/totp/');
  });
});
