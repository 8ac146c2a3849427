import type { MailFate } from '../../../proxy/notification/security-notice.ts';
import type { Message } from '../../../proxy/ui/index.ts';
import type { LinkParameters } from '../console-links.ts';
import type { Parameters } from '../parameters.ts';
import { mailWords } from './outcome-words.ts';

const done = {
  reset: 'Everything was taken away. They set up two-step verification at their next login.',
  factor_removed: 'The factor was taken away. What else they have stays.',
  exempted: 'They log in with the password alone until the exemption ends.',
  exemption_ended: 'The exemption has ended.',
  unlocked: 'Unlocked: they may type codes again.',
  browsers_forgotten: 'No browser stands in for their second factor any more.',
  sessions_ended: 'Their sessions have ended. They log in anew at the next click.',
} as const;

export type DoneKind = keyof typeof done;

const fates = ['queued', 'no_address', 'no_mail_server'] as const satisfies readonly MailFate[];

/** What the person's page is told of, in its address. */
export function doneParameters(person: string, kind: DoneKind, mail: MailFate): LinkParameters {
  return { person, done: kind, mail };
}

/** What was done just now; from the address, so nothing depends on it. */
export function doneMessage(query: Parameters): Message | undefined {
  const kind = query.choice('done', Object.keys(done) as DoneKind[], undefined);
  const mail = query.choice('mail', fates, undefined);
  if (kind === undefined) return undefined;
  const told = kind === 'reset' && mail === 'queued' ? resetMail : mail && mailWords(mail);
  return {
    ...{ kind: mail === 'queued' ? 'success' : 'warning', text: done[kind] },
    ...(told === undefined ? {} : { hint: told }),
  };
}

const resetMail =
  'A mail with a link to the setup is on its way. The link is good for 24 hours; an ordinary login leads there, too.';
