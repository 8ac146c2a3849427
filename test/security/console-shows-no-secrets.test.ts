/**
 * Attack: somebody looks over an administrator's shoulder, or reads a picture of the settings in a ticket. No screen
 * holds a password, a key or a token of the configuration: all of them are given here, and none is found.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  consolePath,
  type GivenPerson,
  givenAdministrator,
  mailTestPath,
} from '../support/gate/administrator.ts';
import { type Site, startSite, testKeys } from '../support/gate/index.ts';

const webhookKey = Buffer.alloc(32, 7).toString('base64');
const secrets = {
  SMTP_URL: 'smtp://mailer:smtp-secret@127.0.0.1:1',
  MAIL_FROM: 'gate@example.com',
  TSV_SMS_WEBHOOK_URL: 'https://sms.example.com/hook-secret?key=query-secret',
  TSV_SMS_WEBHOOK_SECRET: webhookKey,
  TSV_DUO_INTEGRATION_KEY: 'DISECRETINTEGRATION0',
  TSV_DUO_SECRET_KEY: 'duo-secret-0123456789abcdef0123456789abcd',
  TSV_DUO_HOST: 'api-1.duosecurity.com',
};

describe('no screen of the console', () => {
  let site: Site;
  let ada: GivenPerson;
  beforeAll(async () => {
    site = await startSite(secrets, { crowd: 2 });
    ada = await givenAdministrator(site, 1);
  });
  afterAll(() => site?.close());

  it.each([consolePath, `${consolePath}/settings`, mailTestPath])('holds a secret: %s', async (path) => {
    const { text, status } = await ada.visitor.open(path);
    expect(status).toBe(200);
    const database = new URL(site.gate.config.databaseUrl ?? '');
    const hidden = [
      ...['smtp-secret', 'mailer', 'hook-secret', 'query-secret', webhookKey],
      ...[secrets.TSV_DUO_INTEGRATION_KEY, secrets.TSV_DUO_SECRET_KEY],
      ...testKeys.split(',').map((entry) => entry.replace(/^[^:]*:/, '')),
      ...[`${database.username}:`, database.password, site.gate.config.databaseUrl ?? ''],
    ];
    for (const secret of hidden.filter((one) => one.length > 1)) expect(text).not.toContain(secret);
    for (const bytes of site.gate.config.keyRing ?? []) expect(text).not.toContain(bytes.key.toString('hex'));
  });

  it('shows where things are all the same', async () => {
    const { text } = await ada.visitor.open(`${consolePath}/settings`);
    for (const shown of ['smtp://127.0.0.1:1', 'https://sms.example.com', 'api-1.duosecurity.com'])
      expect(text).toContain(shown);
  });
});
