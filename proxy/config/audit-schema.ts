import { z } from 'zod';
import { isCertificate, webhookSecret } from './factor-schema.ts';
import { optional, secureUrl, urlOf } from './setting-types.ts';

/** A host and perhaps a port, and nothing that would be left out in silence. */
const syslogUrl = urlOf(['udp:', 'tcp:', 'tls:'])
  .transform((text) => new URL(text))
  .refine(
    (url) => url.hostname !== '' && /^\/?$/.test(url.pathname) && url.username === '' && url.search === '',
    'must be a host and a port only, such as tls://logs.example.com:6514',
  );

/** Where copies of the audit go. */
export const auditSettings = {
  TSV_AUDIT_SYSLOG: optional(syslogUrl),
  TSV_AUDIT_SYSLOG_CA: optional(z.string().refine(isCertificate, 'must be a PEM certificate')),
  TSV_AUDIT_WEBHOOK: optional(secureUrl),
  TSV_AUDIT_WEBHOOK_SECRET: optional(webhookSecret),
};
