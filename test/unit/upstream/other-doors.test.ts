import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { findOtherDoors } from '../../../proxy/upstream/index.ts';
import { startStandInJira } from '../../support/jira/index.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

async function givenJira(host: string, contextPath = '') {
  const jira = await startStandInJira({ host, contextPath });
  endings.push(() => jira.close());
  return new URL(`http://127.0.0.1:${jira.port}${contextPath}`);
}

describe('other ways to Jira', () => {
  it('are found where it listens on all addresses of the machine', async () => {
    const found = await findOtherDoors(await givenJira('0.0.0.0', '/jira'), ['127.0.0.2', '127.0.0.3']);
    expect(found).toEqual({
      ...{ addresses: ['127.0.0.1'], reach: 'machine' },
      openAt: ['127.0.0.2', '127.0.0.3'],
    });
  });

  it('are none where it listens on one', async () => {
    const found = await findOtherDoors(await givenJira('127.0.0.1'), ['127.0.0.1', '127.0.0.2']);
    expect(found).toEqual({ addresses: ['127.0.0.1'], reach: 'machine', openAt: [] });
  });

  it('are not something else at the same port of another address', async () => {
    const jira = await givenJira('127.0.0.1');
    const other = createServer((_req, res) => res.end('<html>not Jira'));
    await new Promise<void>((resolve) => other.listen(Number(jira.port), '127.0.0.2', resolve));
    endings.push(() => other.close());
    expect((other.address() as AddressInfo).port).toBe(Number(jira.port));
    expect((await findOtherDoors(jira, ['127.0.0.2'])).openAt).toEqual([]);
  });

  it.each([
    ['http://10.1.2.3:8080', 'private'],
    ['http://172.31.0.1:8080', 'private'],
    ['http://[fd00::7]:8080', 'private'],
    ['http://172.32.0.1:8080', 'internet'],
    ['https://[2001:db8::1]', 'internet'],
    ['http://[::1]:9', 'machine'],
  ])('may be as many as those who can reach %s: %s', async (url, reach) => {
    expect((await findOtherDoors(new URL(url), [])).reach).toBe(reach);
  });
});
