/**
 * Attack: somebody's name in Jira is HTML, script, a formula, right-to-left, invisible, or as long as it may be, and an
 * administrator looks at it, exports it, or helps that person.
 */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GivenPerson, givenAdministrator } from '../support/gate/administrator.ts';
import { personQuery, textOf, userPath, usersPath } from '../support/gate/console-people.ts';
import { type Site, startSite } from '../support/gate/index.ts';

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://evil.example","x")',
  '\u202Eterces\u2066',
  '\u200B\u200B',
  'x'.repeat(255),
  '😀'.repeat(100),
  '__proto__',
];

describe('names as people made them', () => {
  let site: Site;
  let ada: GivenPerson;
  beforeAll(async () => {
    site = await startSite({}, { crowd: 3 });
    ada = await givenAdministrator(site, 1);
    const client = new pg.Client({ connectionString: site.gate.config.databaseUrl });
    await client.connect();
    for (const [at, name] of hostile.entries()) {
      await client.query(
        `INSERT INTO people (user_key, username, lower_user_name, display_name, email, active, search_text, synced_at)
         VALUES ($1, $2, $2, $2, $2, true, 'hostile', now())`,
        [`"><k${at}`, name],
      );
      await client.query(
        `INSERT INTO people_groups (user_key, group_name, lower_group_name, synced_at) VALUES ($1, $2, $2, now())`,
        [`"><k${at}`, name],
      );
    }
    await client.end();
  });
  afterAll(() => site?.close());

  const isClean = (text: string) => {
    expect(text).not.toMatch(/<script>alert|<img src=x|"><k\d/);
    // Nothing that turns the rest of the line round.
    expect(text.replace(/<bdi>.*?<\/bdi>/gs, '')).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
  };

  it('are text in the list, and each leads to its person', async () => {
    const page = await ada.visitor.open(`${usersPath}?q=hostile`);
    expect([page.status, textOf(page)]).toEqual([200, expect.stringContaining(`${hostile.length} people`)]);
    isClean(page.text);
    expect(page.text.match(/class="person-name"/g)).toHaveLength(hostile.length);
    expect(page.text).not.toContain('<bdi></bdi></a>');
  });

  it.each(hostile.map((name, at) => [name.slice(0, 30), at] as const))(
    'are text on every page of the person: %s',
    async (_name, at) => {
      for (const action of [
        '',
        '/code',
        '/reset',
        '/exempt',
        '/unlock',
        '/end-sessions',
        '/forget-browsers',
      ]) {
        const page = await ada.visitor.open(`${userPath}${action}${personQuery(`"><k${at}`)}`);
        expect(page.status).toBe(200);
        isClean(page.text);
      }
    },
  );

  it('are text in what is done to several people, and no formula in the file', async () => {
    const chosen = await ada.visitor.open(`${usersPath}/bulk?do=exempt&whom=all&q=hostile`);
    const page = await ada.visitor.follow(chosen);
    expect(page.status).toBe(200);
    isClean(page.text);
    const file = await ada.visitor.open(`${usersPath}/export?q=hostile`);
    expect(file.text).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`);
    expect(file.text).not.toMatch(/(^|,)"?=/m);
  });
});
