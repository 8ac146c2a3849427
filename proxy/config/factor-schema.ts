import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { type NamedRange, parseAddressRange } from './address-ranges.ts';
import { addressRanges, list, optional, secureUrl, urlOf, withDefault } from './setting-types.ts';

/** What people may be told to set up. Codes on paper come along by themselves. */
export const methods = ['WEBAUTHN', 'DUO', 'TOTP', 'SMS', 'EMAIL', 'SECURITY_QUESTIONS'] as const;
export type Method = (typeof methods)[number];

export const usualMethods: readonly Method[] = ['TOTP', 'WEBAUTHN'];

const methodList = list
  .transform((names) => names.map((name) => name.toUpperCase()))
  .pipe(z.array(z.enum(methods, { error: `must be some of ${methods.join(', ')}` })))
  .refine(
    (chosen) => chosen.some((method) => method !== 'SECURITY_QUESTIONS'),
    'must name one that may stand alone: security questions may not',
  );

/** `whsec_` and base64, as the Standard Webhooks specification writes keys; 24 bytes at least. */
export const webhookSecret = z.string().transform((text, context) => {
  const key = Buffer.from(text.replace(/^whsec_/, ''), 'base64');
  if (key.length < 24) context.addIssue('must be a base64 key of 24 bytes or more, with or without whsec_');
  return key;
});

/** `10.0.0.0/8=Head office, 192.0.2.0/24=VPN` */
const namedRanges = list.transform((entries, context): NamedRange[] =>
  entries.flatMap((entry, index) => {
    const [text = '', name = ''] = entry.split(/=(.*)/s);
    const range = parseAddressRange(text.trim());
    if (range !== undefined && name.trim() !== '') return [{ range, name: name.trim() }];
    context.addIssue(`entry ${index + 1} is not a range and a name, such as 10.0.0.0/8=Head office`);
    return [];
  }),
);

export function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).subject !== '';
  } catch {
    return false;
  }
}

/** Settings of factors, and of what they send with. */
export const factorSettings = {
  TSV_METHODS: optional(methodList),
  TSV_REMEMBER_DAYS: withDefault(
    z
      .string()
      .regex(/^\d{1,3}$/, 'must be a number of days')
      .transform(Number)
      .pipe(z.number().max(365, 'must be 365 at most')),
    '30',
  ),
  SMTP_URL: optional(urlOf(['smtp:', 'smtps:'])),
  MAIL_FROM: optional(
    z
      .string()
      .regex(
        /^(?:[^\r\n<>@,;]*<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/,
        'must be one mail address',
      ),
  ),
  TSV_ADMIN_MAIL: withDefault(
    list.refine(
      (addresses) => addresses.every((one) => /^[^\s<>@,;]+@[^\s<>@,;]+$/.test(one)),
      'must be mail addresses, separated by commas',
    ),
    ',',
  ),
  TSV_TWILIO_ACCOUNT: optional(z.string().regex(/^AC[0-9a-f]{32}$/i, 'must be an account SID (AC…)')),
  TSV_TWILIO_TOKEN: optional(z.string()),
  TSV_TWILIO_FROM: optional(z.string()),
  TSV_TWILIO_URL: withDefault(secureUrl, 'https://api.twilio.com'),
  TSV_SMS_WEBHOOK_URL: optional(secureUrl),
  TSV_SMS_WEBHOOK_SECRET: optional(webhookSecret),
  TSV_DUO_INTEGRATION_KEY: optional(z.string()),
  TSV_DUO_SECRET_KEY: optional(z.string()),
  TSV_DUO_HOST: optional(z.string().regex(/^[a-z0-9.-]+(?::\d+)?$/i, 'must be a host name')),
  TSV_DUO_CA: optional(z.string().refine(isCertificate, 'must be a PEM certificate')),
  TSV_QUESTION_NETWORKS: withDefault(addressRanges, ','),
  TSV_NETWORK_NAMES: withDefault(namedRanges, ','),
};
