import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { type Config, loadConfig } from '../../../proxy/config/index.ts';

const mail = { SMTP_URL: 'smtps://gate:pw@mail.example.com', MAIL_FROM: 'Jira <jira@example.com>' };
const account = `AC${'0123456789abcdef'.repeat(2)}`;
const twilio = { TSV_TWILIO_ACCOUNT: account, TSV_TWILIO_TOKEN: 'token', TSV_TWILIO_FROM: '+15005550006' };
const key = Buffer.alloc(24, 7);
const secret = `whsec_${key.toString('base64')}`;
const webhook = { TSV_SMS_WEBHOOK_URL: 'https://sms.example.com/send', TSV_SMS_WEBHOOK_SECRET: secret };
const duo = {
  TSV_DUO_INTEGRATION_KEY: 'DIXXXXXXXXXXXXXXXXXX',
  TSV_DUO_SECRET_KEY: 'duo-secret',
  TSV_DUO_HOST: 'api-12345678.duosecurity.com',
};
const pem = rootCertificates[0] ?? '';

function load(variables: Record<string, string | undefined>): Config {
  const result = loadConfig(variables);
  if (result.kind === 'problems') throw new Error(result.problems.join('\n'));
  return result.config;
}

function problemsOf(variables: Record<string, string | undefined>): readonly string[] {
  const result = loadConfig(variables);
  return result.kind === 'problems' ? result.problems : [];
}

const duoConfig = {
  integrationKey: duo.TSV_DUO_INTEGRATION_KEY,
  secretKey: 'duo-secret',
  host: duo.TSV_DUO_HOST,
  ca: undefined,
};

describe('the settings of factors', () => {
  it.each<[Record<string, string>, Partial<Config>]>([
    [{ TSV_METHODS: 'TOTP' }, { methods: ['TOTP'] }],
    [{ TSV_METHODS: ' totp , WebAuthn,' }, { methods: ['TOTP', 'WEBAUTHN'] }],
    [
      {
        ...{ ...mail, ...twilio, ...duo, TSV_QUESTION_NETWORKS: '10.0.0.0/8' },
        TSV_METHODS: 'WEBAUTHN,DUO,TOTP,SMS,EMAIL,SECURITY_QUESTIONS',
      },
      { methods: ['WEBAUTHN', 'DUO', 'TOTP', 'SMS', 'EMAIL', 'SECURITY_QUESTIONS'] },
    ],
    [{ TSV_REMEMBER_DAYS: '0' }, { rememberDays: 0 }],
    [{ TSV_REMEMBER_DAYS: '365' }, { rememberDays: 365 }],
    [mail, { smtpUrl: mail.SMTP_URL, mailFrom: mail.MAIL_FROM }],
    [{ ...mail, SMTP_URL: 'smtp://localhost:1025', MAIL_FROM: 'j@x' }, { smtpUrl: 'smtp://localhost:1025' }],
    [
      twilio,
      {
        sms: {
          ...{ kind: 'twilio', base: new URL('https://api.twilio.com'), accountSid: account },
          ...{ authToken: 'token', from: '+15005550006' },
        },
      },
    ],
    [webhook, { sms: { kind: 'webhook', url: new URL('https://sms.example.com/send'), secret: key } }],
    [duo, { duo: duoConfig }],
    [
      { ...duo, TSV_DUO_HOST: 'localhost:8443', TSV_DUO_CA: pem },
      { duo: { ...duoConfig, host: 'localhost:8443', ca: pem } },
    ],
    [
      { TSV_QUESTION_NETWORKS: '10.1.0.0/16, fd00::/8' },
      {
        questionNetworks: [
          { address: '10.1.0.0', prefix: 16, family: 'ipv4' },
          { address: 'fd00::', prefix: 8, family: 'ipv6' },
        ],
      },
    ],
  ])('take %o', (variables, expected) => {
    expect(load(variables)).toMatchObject(expected);
  });

  it.each([
    'https://[::1]',
    'http://localhost:4000',
    'http://127.0.0.1:4000',
    'http://127.9.9.9',
    'http://[::1]:1',
  ])('take a server on this very machine, in the clear too: %s', (url) => {
    const own = { ...twilio, TSV_TWILIO_URL: url };
    expect(load(own).sms).toMatchObject({ base: new URL(url) });
    expect(load({ ...webhook, TSV_SMS_WEBHOOK_URL: url }).sms).toMatchObject({ url: new URL(url) });
  });

  it('take a webhook key with or without whsec_ in front', () => {
    const bare = { ...webhook, TSV_SMS_WEBHOOK_SECRET: key.toString('base64') };
    expect(load(bare).sms).toEqual(load(webhook).sms);
  });

  it.each<[string, string, Record<string, string>?]>([
    ['TSV_METHODS', 'U2F'],
    ['TSV_METHODS', 'TOTP;WEBAUTHN'],
    ['TSV_METHODS', ','],
    ['TSV_METHODS', 'BACKUP_CODES'],
    ['TSV_METHODS', 'SECURITY_QUESTIONS', { TSV_QUESTION_NETWORKS: '10.0.0.0/8' }],
    ['TSV_REMEMBER_DAYS', '366'],
    ['TSV_REMEMBER_DAYS', '-1'],
    ['TSV_REMEMBER_DAYS', '1.5'],
    ['TSV_REMEMBER_DAYS', 'never'],
    ['SMTP_URL', 'mail.example.com', mail],
    ['SMTP_URL', 'https://mail.example.com', mail],
    ['MAIL_FROM', 'Jira', mail],
    ['MAIL_FROM', 'a@b@c', mail],
    ['MAIL_FROM', 'jira@example.com, mallory@example.com', mail],
    ['MAIL_FROM', 'jira@example.com\r\nBcc: mallory@example.com', mail],
    ['TSV_TWILIO_ACCOUNT', 'SK0123456789abcdef0123456789abcdef', twilio],
    ['TSV_TWILIO_ACCOUNT', 'AC../../evil', twilio],
    ['TSV_TWILIO_URL', 'http://api.twilio.com', twilio],
    ['TSV_TWILIO_URL', 'https://user:secret@api.twilio.com', twilio],
    ['TSV_SMS_WEBHOOK_URL', 'http://sms.example.com', webhook],
    ['TSV_SMS_WEBHOOK_URL', 'http://localhost.example.com', webhook],
    ['TSV_SMS_WEBHOOK_URL', 'http://127.0.0.1.example.com', webhook],
    ['TSV_SMS_WEBHOOK_URL', 'https://user:secret@sms.example.com', webhook],
    ['TSV_SMS_WEBHOOK_URL', 'ftp://localhost', webhook],
    ['TSV_SMS_WEBHOOK_SECRET', 'whsec_c2hvcnQ=', webhook],
    ['TSV_SMS_WEBHOOK_SECRET', 'whsec_AAAA', webhook],
    ['TSV_DUO_HOST', 'https://api-12345678.duosecurity.com', duo],
    ['TSV_DUO_HOST', 'api-12345678.duosecurity.com/path', duo],
    ['TSV_DUO_HOST', 'user@evil.example', duo],
    ['TSV_DUO_CA', '/etc/ssl/ca.pem', duo],
    ['TSV_QUESTION_NETWORKS', '0.0.0.0/0'],
    ['TSV_QUESTION_NETWORKS', 'office'],
  ])('have a problem where %s is "%s"', (name, value, beside = {}) => {
    const problems = problemsOf({ ...beside, [name]: value });
    expect(problems).not.toEqual([]);
    for (const problem of problems) {
      expect(problem).toMatch(new RegExp(`^${name}: `));
      expect(problem).not.toContain(value);
    }
  });

  const groups = { mail, twilio, webhook, duo };
  const partial = Object.entries(groups).flatMap(([group, variables]) =>
    Object.keys(variables).map((missing) => ({ group, variables, missing })),
  );
  it.each(partial)('have a problem where $missing of $group is missing', ({ variables, missing }) => {
    const problems = problemsOf({ ...variables, [missing]: '' });
    expect(problems).toEqual([expect.stringMatching(new RegExp(`^${missing}: is needed with `))]);
  });

  it('have a problem where text messages would go two ways', () => {
    expect(problemsOf({ ...twilio, ...webhook })).toEqual([
      'TSV_SMS_WEBHOOK_URL: is set, and Twilio too; text messages go one way',
    ]);
  });

  it.each([
    ['EMAIL', 'SMTP_URL'],
    ['SMS', 'Twilio or a webhook'],
    ['DUO', 'TSV_DUO_HOST'],
    ['SECURITY_QUESTIONS', 'TSV_QUESTION_NETWORKS'],
  ])('have a problem where %s is wanted without %s', (method, needed) => {
    const problems = problemsOf({ TSV_METHODS: `TOTP, ${method.toLowerCase()}` });
    expect(problems).toEqual([expect.stringContaining(needed)]);
    expect(problems[0]).toMatch(new RegExp(`^TSV_METHODS: ${method} `));
  });

  it.each(['https://192.0.2.7', 'https://[2001:db8::1]', 'http://jira.example.com'])(
    'have a problem where security keys are wanted at %s, which they do not know',
    (publicUrl) => {
      const wanted = { PUBLIC_URL: publicUrl, TSV_METHODS: 'TOTP,WEBAUTHN' };
      expect(problemsOf(wanted)).toEqual([expect.stringMatching(/^TSV_METHODS: WEBAUTHN: PUBLIC_URL /)]);
      expect(problemsOf({ PUBLIC_URL: publicUrl, TSV_METHODS: 'TOTP' })).toEqual([]);
    },
  );

  it('have no problem with security keys at a site that did not ask for them', () => {
    expect(load({ PUBLIC_URL: 'https://192.0.2.7' }).methods).toEqual(['TOTP', 'WEBAUTHN']);
  });

  it('have their problems told together, also when something else is wrong', () => {
    const problems = problemsOf({ PORT: 'x', SMTP_URL: 'smtp://mail', TSV_METHODS: 'DUO' });
    const names = problems.map((problem) => problem.split(':')[0]);
    expect(names.sort()).toEqual(['MAIL_FROM', 'PORT', 'TSV_METHODS']);
  });

  it('never repeat a secret in a problem', () => {
    const value = 'Pa55word-of-somebody';
    const names = ['SMTP_URL', 'TSV_TWILIO_ACCOUNT', 'TSV_TWILIO_URL', 'TSV_SMS_WEBHOOK_URL', 'TSV_DUO_CA'];
    const more = ['TSV_TWILIO_TOKEN', 'TSV_TWILIO_FROM', 'TSV_DUO_SECRET_KEY', 'TSV_DUO_INTEGRATION_KEY'];
    const all = Object.fromEntries([...names, ...more].map((name) => [name, value]));
    const problems = problemsOf({ ...all, TSV_SMS_WEBHOOK_SECRET: 'Pa55', MAIL_FROM: 'Pa55word' });
    expect(problems.length).toBeGreaterThanOrEqual(names.length);
    expect(problems.join('\n')).not.toContain('Pa55');
  });
});
