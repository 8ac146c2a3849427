import { renderToString } from 'preact-render-to-string';
import type { AuditLog, Person } from '../audit/index.ts';
import type { Clock } from '../kernel/clock.ts';
import { oneLine } from '../kernel/one-line.ts';
import { DeliveryError } from './delivery-error.ts';
import type { Mail, Mailer } from './mailer.ts';

/** Who asks for the mail, and gets it. */
export type MailTester = Person & { readonly displayName: string; readonly email: string };

export type MailOutcome =
  | { readonly kind: 'sent'; readonly to: string }
  | { readonly kind: 'not_configured' | 'no_address' }
  /** In the words of `DeliveryError`: a number of the protocol or of the system, never the other side's own text. */
  | { readonly kind: 'failed'; readonly answer: string };

export type MailTestParts = {
  readonly mailer: Pick<Mailer, 'send'> | undefined;
  readonly audit: AuditLog;
  readonly clock: Clock;
  /** For the mail: which site it is about. */
  readonly site: string;
};

/** One mail to the administrator who asks for it, at the address that Jira has for them: never to one that was typed. */
export class MailTest {
  readonly #parts: MailTestParts;

  constructor(parts: MailTestParts) {
    this.#parts = parts;
  }

  get isPossible(): boolean {
    return this.#parts.mailer !== undefined;
  }

  /** Waits for the mail server's answer, and writes into the audit what came of it. */
  async send(
    tester: MailTester,
    { address, requestId }: { readonly address: string; readonly requestId: string },
  ): Promise<MailOutcome> {
    const outcome = await this.#try(tester);
    const person = { userKey: tester.userKey, username: tester.username };
    await this.#parts.audit.record({
      type: 'settings.mail_tested',
      outcome: outcome.kind === 'sent' ? 'success' : 'failure',
      reason: outcome.kind === 'failed' ? outcome.answer : outcome.kind.replaceAll('_', ' '),
      actor: person,
      target: person,
      ...{ address, requestId },
    });
    return outcome;
  }

  async #try(tester: MailTester): Promise<MailOutcome> {
    const { mailer, clock, site } = this.#parts;
    if (mailer === undefined) return { kind: 'not_configured' };
    if (tester.email === '') return { kind: 'no_address' };
    try {
      await mailer.send(testMail(tester, site, new Date(clock())));
      return { kind: 'sent', to: tester.email };
    } catch (error) {
      if (error instanceof DeliveryError) return { kind: 'failed', answer: error.message };
      throw error;
    }
  }
}

function testMail(
  to: { readonly email: string; readonly displayName: string },
  site: string,
  at: Date,
): Mail {
  const when = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const lines = [
    `Hello ${to.displayName},`,
    `This is the test mail that you asked for on ${site} at ${when}.`,
    'Mails about two-step verification arrive. There is nothing that you have to do.',
  ];
  const html = (
    <html lang="en">
      <body style="font-family:sans-serif;line-height:1.5">
        {lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </body>
    </html>
  );
  return {
    to: { address: to.email, name: oneLine(to.displayName) },
    subject: 'Test mail of two-step verification',
    text: `${lines.join('\n\n')}\n`,
    html: `<!doctype html>\n${renderToString(html)}\n`,
  };
}
