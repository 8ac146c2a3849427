/**
 * Attack: ask for another protocol, and get a raw connection to Jira for it, on which nothing is judged any more. Jira
 * ignores an upgrade that it does not know and goes on reading requests; so does Jira where it refuses to open a
 * WebSocket. What stands behind such a request must not be sent before Jira has switched.
 */
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { waitFor } from '../support/gate/index.ts';
import {
  askedOfJira,
  converse,
  cookiesOf,
  honestAnswers,
  rawRequest,
  smuggled,
} from '../support/gate/raw-conversation.ts';
import { startTappedSite, type TappedSite } from '../support/gate/tapped-site.ts';

const echo = '/plugins/servlet/stand-in/echo';
const info = '/rest/api/2/serverInfo';
const upgrade = (protocol: string) => ['Connection: Upgrade, HTTP2-Settings', `Upgrade: ${protocol}`];
const handshake = [
  ...upgrade('websocket'),
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
];

describe('an upgrade', () => {
  let site: TappedSite;
  beforeAll(async () => {
    site = await startTappedSite();
  });
  afterAll(() => site?.close());
  beforeEach(() => site.forget());

  it.each([
    ['h2c', upgrade('h2c')],
    ['TLS', upgrade('TLS/1.0')],
    ['anything', upgrade('anything')],
    ['WebSocket or something else', upgrade('websocket, h2c')],
    ['two things', [...upgrade('websocket'), 'Upgrade: h2c']],
  ])('to %s is ignored, and the connection still carries judged requests', async (_, fields) => {
    let text = '';
    const socket = connect(site.gate.port, '127.0.0.1');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.write(rawRequest(`GET ${info}`, fields));
    await waitFor(() => text.includes('serverTitle'));
    const cookie = `Cookie: ${cookiesOf(site.bob)}`;
    socket.write(rawRequest('GET /rest/api/2/dashboard', [...fields, cookie]));
    await waitFor(() => text.includes('second_factor_enrollment_required'));
    socket.destroy();
    expect(askedOfJira(site.jira)).toEqual([`GET ${info}`]);
    expect(site.tap.heard()).not.toMatch(/upgrade|http2-settings/i);
  });

  it.each<[string, string, number[]]>([
    ['with a body', rawRequest(`GET ${info}`, [...handshake, 'Content-Length: 2'], '{}'), [400]],
    [
      'with chunks',
      rawRequest(`GET ${info}`, [...handshake, 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
      [400],
    ],
    ['by POST', rawRequest(`POST ${info}`, handshake), [400]],
    ['to a page of the gate', rawRequest('GET /plugins/servlet/two-step/enroll', handshake), [404]],
    ['to an odd spelling of one', rawRequest('GET //rest/tsv/1.0/authenticate', handshake), [400]],
    ['to another host', rawRequest('GET http://evil.example/', handshake), [400]],
    [
      'with two sessions',
      rawRequest(`GET ${echo}`, [...handshake, 'Cookie: JSESSIONID=a; JSESSIONID=b']),
      [400],
    ],
    ['with a password', rawRequest(`GET ${echo}?os_username=a&os_password=b`, handshake), [400]],
    ['by CONNECT', rawRequest('CONNECT jira.example:443'), []],
    ['by CONNECT to a path', rawRequest(`CONNECT ${echo}`, handshake), []],
  ])('is refused, and all behind it: %s', async (_, bytes, expected) => {
    expect((await converse(site.gate.port, bytes + smuggled)).statuses).toEqual(expected);
    expect(site.tap.heard()).toBe('');
    expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
  });

  it('is refused while a factor is owed, and all behind it', async () => {
    const fields = [...handshake, `Cookie: ${cookiesOf(site.bob)}`];
    const { statuses, text } = await converse(site.gate.port, rawRequest(`GET ${echo}`, fields) + smuggled);
    expect(statuses).toEqual([401]);
    expect(text).toContain('second_factor_enrollment_required');
    expect(askedOfJira(site.jira)).toEqual([]);
  });

  it.each(['nobody', 'somebody verified'])(
    'that Jira answers without switching ends the connection, and sends nothing behind it: for %s',
    async (who) => {
      const cookies = who === 'nobody' ? [] : [`Cookie: ${cookiesOf(site.alice)}`];
      for (const target of [info, '/browse/DEMO-1', '/secure/Dashboard.jspa']) {
        const bytes = rawRequest(`GET ${target}`, [...handshake, ...cookies]) + smuggled;
        expect((await converse(site.gate.port, bytes)).statuses).toHaveLength(1);
      }
      expect(await honestAnswers(site.gate.url, site.alice)).toEqual(['alice', 'Stand-in Jira']);
      expect(site.tap.heard()).not.toContain('/smuggled');
    },
  );

  it('sends what is behind it once Jira has switched, and not before', async () => {
    // Long enough to be looked at in between, however busy the machine is.
    site.jira.control.delay(2_000);
    let text = '';
    const socket = connect(site.gate.port, '127.0.0.1');
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.write(rawRequest(`GET ${echo}`, [...handshake, `Cookie: ${cookiesOf(site.alice)}`]) + smuggled);
    await waitFor(() => site.tap.heard().includes(echo));
    expect(site.tap.heard()).not.toContain('/smuggled');
    site.jira.control.delay(0);
    await waitFor(() => site.tap.heard().includes('/smuggled'));
    expect(text).toContain('101 Switching Protocols');
    socket.destroy();
    expect(askedOfJira(site.jira)).toEqual([`GET ${echo}`]);
  });

  it('or a TRACE shows nobody what the gate sends to Jira', async () => {
    for (const visitor of [site.alice, site.bob]) {
      const fields = [`Cookie: ${cookiesOf(visitor)}`, 'Connection: close'];
      const { statuses, text } = await converse(site.gate.port, rawRequest(`TRACE ${info}`, fields));
      expect(statuses).toEqual([visitor === site.alice ? 405 : 401]);
      expect(text).not.toContain('JSESSIONID=');
    }
    expect(askedOfJira(site.jira)).toEqual([`TRACE ${info}`]);
  });
});
