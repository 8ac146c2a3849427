import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateProcess, startGateProcess, testKeys, Visitor } from '../support/gate/index.ts';
import { type StandInJira, startStandInJira } from '../support/jira/index.ts';
import { createDatabase, type TestDatabase } from '../support/servers/index.ts';

const megabyte = 1024 * 1024;
const size = 400 * megabyte;

describe('large attachments', () => {
  let jira: StandInJira;
  let database: TestDatabase;
  let gate: GateProcess;
  let alice: Visitor;

  beforeAll(async () => {
    database = await createDatabase();
    jira = await startStandInJira();
    gate = await startGateProcess({
      JIRA_URL: jira.url,
      DATABASE_URL: database.url,
      TSV_ENCRYPTION_KEYS: testKeys,
    });
    alice = new Visitor(gate.url);
    await alice.enroll('alice', 'alice-password', Date.now());
  });
  afterAll(async () => {
    await gate?.stop();
    await jira?.close();
    await database?.drop();
  });

  /** Megabytes that the gate's process holds now, and the most it ever held. */
  const memory = () => {
    const status = readFileSync(`/proc/${gate.pid}/status`, 'utf8');
    const read = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
    return { now: Math.round(read('VmRSS')), peak: Math.round(read('VmHWM')) };
  };

  it('go up and down without being held in the memory of the gate', async () => {
    const before = memory();
    const up = await upload(alice, size);
    expect(up.status).toBe(200);
    expect(JSON.stringify(up.json())).toContain(String(size));
    const afterUpload = memory();

    const cookie = [...alice.client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const path = `/secure/attachment/generated/${size}/big.bin`;
    const [through, direct] = await Promise.all([
      digest(`${gate.url}${path}`, cookie),
      digest(`${jira.url}${path}`, cookie),
    ]);
    expect(through).toEqual(direct);
    expect(through.bytes).toBe(size);
    const afterDownload = memory();
    console.log(
      `memory of the gate: ${before.now} MB before, ${afterUpload.now} MB after 400 MB up, ` +
        `${afterDownload.now} MB after 400 MB down, ${afterDownload.peak} MB at most`,
    );
    // What is collected late is part of the peak: some 90 MB, whatever the size.
    expect((afterDownload.peak - before.now) * megabyte).toBeLessThan(size / 2);
  });
});

function upload(visitor: Visitor, bytes: number) {
  const chunk = Buffer.alloc(megabyte, 'x');
  const boundary = 'upload-boundary';
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="big.bin"\r\n` +
    'Content-Type: application/octet-stream\r\n\r\n';
  const tail = `\r\n--${boundary}--\r\n`;
  const parts = function* () {
    yield Buffer.from(head);
    for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
    yield Buffer.from(tail);
  };
  return visitor.client.ask('/rest/api/2/issue/DEMO-1/attachments', {
    method: 'POST',
    body: Readable.from(parts(), { objectMode: false }),
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(head.length + bytes + tail.length),
      'x-atlassian-token': 'no-check',
    },
  });
}

async function digest(url: string, cookie: string): Promise<{ bytes: number; sha256: string }> {
  const response = await fetch(url, { headers: { cookie } });
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    hash.update(part);
  }
  return { bytes, sha256: hash.digest('hex') };
}
