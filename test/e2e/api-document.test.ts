import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Operation, operations } from '../../proxy/rest/operations.ts';
import { type GateHere, runCommand, startGateHere, Visitor } from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { getNeed } from '../support/needs/index.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';

const document = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
const begin = Math.floor(Date.now() / 1_000);
/** An app whose every code is that of the next half minute; the gate's clock goes with it. */
const app = (counter: string) => `#!/bin/sh
step=$(($(cat ${counter}) + 1)); echo $step > ${counter}
exec ${getNeed('oathtool')} --now "@$((${begin} + step * 30))" "$@"
`;

/** The commands of the document, run in its order as one session. */
describe('docs/api.md', () => {
  const directory = mkdtempSync(join(tmpdir(), 'api-document-'));
  const counter = join(directory, 'counter');
  const clock = () => (begin + Number(readFileSync(counter, 'utf8')) * 30) * 1_000;
  let jira: StandInJira;
  let database: TestDatabase;
  const gates: GateHere[] = [];
  beforeAll(async () => {
    writeFileSync(counter, '0');
    writeFileSync(join(directory, 'oathtool'), app(counter), { mode: 0o755 });
    [jira, database] = await Promise.all([startStandInJira(), createDatabase()]);
    const environment = { JIRA_URL: jira.url, DATABASE_URL: database.url };
    gates.push(await startGateHere(environment, clock));
    gates.push(await startGateHere({ ...environment, TSV_ENFORCEMENT: 'optional' }, clock));
  });
  afterAll(async () => {
    for (const gate of gates) await gate.close();
    await jira?.close();
    await database?.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('has commands that all work', async () => {
    const [mandatory, optional] = gates.map(({ url }) => url);
    const admin = await new Visitor(mandatory ?? '').enroll('admin', 'admin-password', clock());
    const script = document
      .split(/^## /m)
      .map((section) => {
        const blocks = [...section.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block);
        const site = section.startsWith('Setting it up freely') ? optional : mandatory;
        return [`JIRA=${site}`, ...blocks].join('\n');
      })
      .join('\n');
    const { code, stdout, stderr } = await runCommand('bash', ['-euxo', 'pipefail'], {
      input: `cd ${directory}\n${script}\necho everything worked\n`,
      env: {
        ...{ NAME: 'alice', PASSWORD: 'alice-password', TOKEN: 'pat-admin', ADMIN_SECRET: admin.secret },
        PATH: `${directory}:${process.env.PATH}`,
      },
    });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(stdout).toContain('everything worked');
    expect(stdout).toMatch(/^alice$/m);
  });

  it('has a command for each operation', () => {
    const named = Object.values<Operation>(operations).map(({ path }) => path.replace('{userName}', '$NAME'));
    for (const path of named) expect(document).toContain(`/rest/tsv/1.0${path}`);
  });
});
