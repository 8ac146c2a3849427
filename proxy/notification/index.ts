export { DeliveryError } from './delivery-error.ts';
export { MailNotifier } from './mail-notifier.ts';
export { MailQueue } from './mail-queue.ts';
export { type MailOutcome, MailTest, type MailTester } from './mail-test.tsx';
export type { Mail, Mailer } from './mailer.ts';
export { NotMeLinks } from './not-me-links.ts';
export {
  fewBackupCodes,
  type MailFate,
  type NoticePlace,
  paperNotice,
  type SecurityNotice,
  type SecurityNotifier,
  silentNotifier,
} from './security-notice.ts';
export { SmtpMailer } from './smtp-mailer.ts';
