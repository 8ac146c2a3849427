/**
 * Attack: fill the gate's memory, or its allowance for it, with forms that never end. Everybody's login is a form, so
 * whoever sends unfinished ones must not keep others out.
 */
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Site, startSite, Visitor } from '../support/gate/index.ts';
import { ask } from '../support/jira/raw-client.ts';

const large = 2 * 1024 * 1024;

describe('forms that never end', () => {
  let site: Site;
  const sockets: Socket[] = [];
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await site?.close();
  });

  it('use up the allowance of their own address for large forms, and nobody else loses a login', async () => {
    for (let count = 0; count < 9; count += 1) {
      const socket = connect(site.gate.port, '127.0.0.1');
      socket.on('error', () => undefined);
      sockets.push(socket);
      socket.write(
        'POST /secure/AddComment.jspa HTTP/1.1\r\nHost: localhost\r\n' +
          `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${large}\r\n\r\n`,
      );
      await new Promise((resolve) => socket.write('a'.repeat(large - 9), resolve));
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
    const refused = await ask(site.gate.url, '/secure/AddComment.jspa', {
      form: { comment: 'x'.repeat(500_000) },
    });
    expect(refused.status).toBe(503);
    const alice = new Visitor(site.gate.url);
    expect((await alice.logIn('alice', 'alice-password')).status).toBe(302);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const accepted = await ask(site.gate.url, '/secure/AddComment.jspa', {
      form: { comment: 'x'.repeat(500_000) },
    });
    expect(accepted.status).not.toBe(503);
  });

  it('and targets made of separators are answered like any other', async () => {
    const answers = [];
    for (const target of [`/${';'.repeat(15_000)}`, `/${'%3b'.repeat(5_000)}`, `/${'_/'.repeat(7_000)}`]) {
      answers.push((await ask(site.gate.url, target)).status);
    }
    expect(answers.every((status) => status >= 300)).toBe(true);
  });
});
