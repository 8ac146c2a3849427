import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDuo, type TestDuo } from '../servers/duo.ts';
import { startSmsProvider, type TestSmsProvider } from '../servers/sms-provider.ts';
import { startSmtp, type TestSmtp } from '../servers/smtp.ts';
import { type Site, startClusterSite } from './sites.ts';

/** A site with everything set up: mail, text messages, Duo, and security questions from this machine. */
export type FactorSite = Site & {
  readonly smtp: TestSmtp;
  readonly sms: TestSmsProvider;
  readonly duo: TestDuo;
};

const duoKeys = {
  integrationKey: 'DIXXXXXXXXXXXXXXXXXX',
  secretKey: 'thisisnotarealsecretkeyofduo0123456789ab',
};
const twilio = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token-of-tests' };

export async function startFactorSite(env: Record<string, string> = {}): Promise<FactorSite> {
  const [smtp, sms, duo] = await Promise.all([startSmtp(), startSmsProvider({ twilio }), startDuo(duoKeys)]);
  const directory = mkdtempSync(join(tmpdir(), 'factor-site-'));
  const ca = join(directory, 'ca.pem');
  writeFileSync(ca, duo.ca);
  const site = await startClusterSite(
    {},
    {
      TSV_METHODS: 'WEBAUTHN,DUO,TOTP,SMS,EMAIL,SECURITY_QUESTIONS',
      SMTP_URL: smtp.url,
      MAIL_FROM: 'Two-Step <two-step@example.com>',
      TSV_TWILIO_URL: sms.twilioUrl,
      TSV_TWILIO_ACCOUNT: twilio.accountSid,
      TSV_TWILIO_TOKEN: twilio.authToken,
      TSV_TWILIO_FROM: '+15005550006',
      TSV_DUO_HOST: duo.host,
      TSV_DUO_INTEGRATION_KEY: duoKeys.integrationKey,
      TSV_DUO_SECRET_KEY: duoKeys.secretKey,
      TSV_DUO_CA_FILE: ca,
      TSV_QUESTION_NETWORKS: '127.0.0.0/8',
      ...env,
    },
  );
  return {
    ...site,
    smtp,
    sms,
    duo,
    close: async () => {
      await site.close();
      await Promise.all([smtp.close(), sms.close(), duo.close()]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
