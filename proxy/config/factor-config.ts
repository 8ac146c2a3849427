import { relyingParty } from '../authenticators/webauthn/relying-party.ts';
import { SmtpMailer } from '../notification/smtp-mailer.ts';
import type { Config } from './config.ts';
import { usualMethods } from './factor-schema.ts';
import type { Environment } from './schema.ts';

type Values = Readonly<Record<string, string | undefined>>;

/** What belongs together, by what was given. */
export function factorChecks(values: Values): string[] {
  return [...together(values), ...neededByMethods(values), ...mailServer(values)];
}

/** By the reader that will use them: what it does not understand is told at the start, with all else. */
function mailServer({ SMTP_URL: url }: Values): string[] {
  if (!url || !/^smtps?:/.test(url)) return [];
  try {
    new SmtpMailer({ url, from: 'nobody@localhost', timeoutMs: 1 }).close();
    return [];
  } catch (error) {
    return [`SMTP_URL: ${error instanceof Error ? error.message : 'cannot be read'}`];
  }
}

const groups = [
  ['SMTP_URL', 'MAIL_FROM'],
  ['TSV_TWILIO_ACCOUNT', 'TSV_TWILIO_TOKEN', 'TSV_TWILIO_FROM'],
  ['TSV_SMS_WEBHOOK_URL', 'TSV_SMS_WEBHOOK_SECRET'],
  ['TSV_AUDIT_WEBHOOK', 'TSV_AUDIT_WEBHOOK_SECRET'],
  ['TSV_DUO_INTEGRATION_KEY', 'TSV_DUO_SECRET_KEY', 'TSV_DUO_HOST'],
] as const;

function together(values: Values): string[] {
  const problems: string[] = [];
  for (const names of groups) {
    const given = names.filter((name) => values[name]);
    if (given.length === 0 || given.length === names.length) continue;
    for (const name of names) {
      if (!values[name]) problems.push(`${name}: is needed with ${given.join(' and ')}`);
    }
  }
  if (values.TSV_TWILIO_ACCOUNT && values.TSV_SMS_WEBHOOK_URL) {
    problems.push('TSV_SMS_WEBHOOK_URL: is set, and Twilio too; text messages go one way');
  }
  return problems;
}

function neededByMethods(values: Values): string[] {
  const chosen = (values.TSV_METHODS ?? '')
    .toUpperCase()
    .split(',')
    .map((name) => name.trim());
  const problems: string[] = [];
  const need = (method: string, has: unknown, problem: string) => {
    if (chosen.includes(method) && !has) problems.push(`TSV_METHODS: ${method} ${problem}`);
  };
  need('EMAIL', values.SMTP_URL, 'needs SMTP_URL');
  need(
    'SMS',
    values.TSV_TWILIO_ACCOUNT || values.TSV_SMS_WEBHOOK_URL,
    'needs Twilio or a webhook to send with',
  );
  need('DUO', values.TSV_DUO_HOST, 'needs TSV_DUO_HOST and its keys');
  // NIST SP 800-63B-4 §3.1.1.2: what friends and search engines know proves nothing. Nowhere but on known networks.
  need(
    'SECURITY_QUESTIONS',
    values.TSV_QUESTION_NETWORKS,
    'is allowed from TSV_QUESTION_NETWORKS only: name them',
  );
  if (chosen.includes('WEBAUTHN') && values.PUBLIC_URL && URL.canParse(values.PUBLIC_URL)) {
    const result = relyingParty(values.PUBLIC_URL, () => '');
    if (result.kind === 'unusable') problems.push(`TSV_METHODS: WEBAUTHN: ${result.reason}`);
  }
  return problems;
}

type FactorConfig = Pick<
  Config,
  | 'methods'
  | 'rememberDays'
  | 'smtpUrl'
  | 'mailFrom'
  | 'adminMail'
  | 'sms'
  | 'duo'
  | 'questionNetworks'
  | 'networkNames'
>;

export function toFactorConfig(env: Environment): FactorConfig {
  const { TSV_DUO_INTEGRATION_KEY: integrationKey, TSV_DUO_SECRET_KEY: secretKey, TSV_DUO_HOST: host } = env;
  const ca = env.TSV_DUO_CA;
  return {
    methods: env.TSV_METHODS ?? usualMethods,
    rememberDays: env.TSV_REMEMBER_DAYS,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    adminMail: env.TSV_ADMIN_MAIL,
    sms: smsSettings(env),
    duo:
      integrationKey === undefined || secretKey === undefined || host === undefined
        ? undefined
        : { integrationKey, secretKey, host, ca },
    questionNetworks: env.TSV_QUESTION_NETWORKS,
    networkNames: env.TSV_NETWORK_NAMES,
  };
}

function smsSettings(env: Environment): Config['sms'] {
  const { TSV_TWILIO_ACCOUNT: accountSid, TSV_TWILIO_TOKEN: authToken, TSV_TWILIO_FROM: from } = env;
  if (accountSid !== undefined && authToken !== undefined && from !== undefined) {
    return { kind: 'twilio', base: env.TSV_TWILIO_URL, accountSid, authToken, from };
  }
  const { TSV_SMS_WEBHOOK_URL: url, TSV_SMS_WEBHOOK_SECRET: secret } = env;
  return url === undefined || secret === undefined ? undefined : { kind: 'webhook', url, secret };
}
