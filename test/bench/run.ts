/**
 * `npm run bench`: what the gate costs. Each round asks Jira's stand-in directly and then through the gate, one right
 * after the other in the same process, so that a busy machine slows both; what counts is the ratio of a round.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Visitor } from '../support/gate/visitor.ts';
import { startStandInJira } from '../support/jira/index.ts';
import { freePort } from '../support/servers/free-port.ts';

const rounds = 9;
const requestsPerRound = 400;
const atOnce = 8;
const main = fileURLToPath(new URL('../../dist/proxy/main.js', import.meta.url));
const agent = new Agent({ keepAlive: true, maxSockets: atOnce });

type Headers = Record<string, string>;

function ask(url: string, headers: Headers): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`));
      answer.resume();
      answer.once('end', resolve);
    });
    outgoing.once('error', reject);
    outgoing.end();
  });
}

/** Milliseconds per request, with `atOnce` under way. */
async function measure(url: string, headers: Headers): Promise<number> {
  const started = performance.now();
  let left = requestsPerRound;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await ask(url, headers);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (performance.now() - started) / requestsPerRound;
}

function spread(values: readonly number[], digits: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.round((sorted.length - 1) * share)] ?? 0).toFixed(digits);
  return `${at(0)} / ${at(0.5)} / ${at(1)}`;
}

const directory = mkdtempSync(join(tmpdir(), 'bench-'));
const jira = await startStandInJira();
const port = await freePort();
const gate = spawn(process.execPath, [main], {
  env: {
    PATH: process.env.PATH,
    PORT: String(port),
    JIRA_URL: jira.url,
    TSV_DATA_DIR: directory,
    LOG_LEVEL: 'warn',
  },
  stdio: ['ignore', 'inherit', 'inherit'],
});
const gateUrl = `http://localhost:${port}`;
try {
  for (let tries = 0; tries < 200; tries += 1) {
    if (
      await fetch(`${gateUrl}/ready`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const alice = new Visitor(gateUrl);
  await alice.enroll('alice', 'alice-password', Date.now());
  const cookie = [...alice.client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const cases: [string, string, Headers][] = [
    ['a verified page', '/browse/DEMO-1', { cookie, accept: 'text/html' }],
    ['a verified REST call', '/rest/api/2/myself', { cookie }],
    ['a call with a token', '/rest/api/2/myself', { authorization: 'Bearer pat-bob' }],
    ['nobody', '/rest/api/2/serverInfo', {}],
  ];
  process.stdout.write(
    `${rounds} rounds of ${requestsPerRound} requests, ${atOnce} at once; min / median / max\n\n`,
  );
  for (const [name, path, headers] of cases) {
    const [direct, through, ratios]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round <= rounds; round += 1) {
      const one = await measure(jira.url + path, headers);
      const two = await measure(gateUrl + path, headers);
      if (round === 0) continue; // to warm up
      direct.push(one);
      through.push(two);
      ratios.push(two / one);
    }
    process.stdout.write(
      `${name.padEnd(22)} direct ${spread(direct, 2)} ms, through the gate ${spread(through, 2)} ms, ` +
        `ratio ${spread(ratios, 1)}\n`,
    );
  }
} finally {
  gate.kill('SIGTERM');
  await once(gate, 'exit');
  await jira.close();
  agent.destroy();
  rmSync(directory, { recursive: true, force: true });
}
