import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminOperations } from '../../admin/rest/admin-operations.ts';
import type { Operation } from '../../proxy/rest/api-description.ts';
import { operations } from '../../proxy/rest/operations.ts';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';

const page = '/plugins/servlet/two-step/api';
const administration = `${page}/administration`;

describe.each([
  { page, described: operations, document: '/rest/tsv/1.0/openapi.json', other: administration },
  {
    ...{ page: administration, described: adminOperations, other: page },
    document: '/rest/two-step-admin/1.0/openapi.json',
  },
])('the description of an API at $page', ({ page, described, document, other }) => {
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
    for (const { path, method } of Object.values<Operation>(described)) {
      expect(shown.text).toContain(`<b>${method}</b> ${path}`);
    }
    expect(shown.text.match(/class="api-operation"/g)).toHaveLength(Object.keys(described).length);
    expect(shown.text).toContain(`href="${document}"`);
    expect(shown.text).toContain(`href="${other}"`);
  });

  it('is for nobody else', async () => {
    const nobody = await new Visitor(site.gate.url).open(page);
    expect(nobody.headers.location).toContain('/login.jsp?os_destination=');
    const manager = new Visitor(site.gate.url);
    await manager.enroll('manager', 'manager-password', site.clock.now);
    const refused = await manager.open(page);
    expect(refused.status).toBe(403);
    expect(refused.text).not.toContain('api-operation');
  });
});

it('shows what an address may carry, and what is sent', async () => {
  const site = await startSite();
  try {
    const admin = new Visitor(site.gate.url);
    await admin.enroll('admin', 'admin-password', site.clock.now);
    const { text } = await admin.open(administration);
    expect(text).toContain('In the address');
    expect(text).toMatch(/&quot;filter&quot;\?: &quot;all&quot; or &quot;active&quot;/);
    expect(text).toContain('<pre>text/csv</pre>');
  } finally {
    await site.close();
  }
});
