import type { MailFate } from '../../../proxy/notification/security-notice.ts';
import type { Message } from '../../../proxy/ui/index.ts';
import type { HelpRefusal } from '../../../proxy/user-help/index.ts';
import { type FieldErrors, momentText, ownCodeName } from '../ui/index.ts';

/** Where a form comes back: what is wrong with a field, or with the whole of it. */
export type FormProblem = { readonly errors?: FieldErrors; readonly message?: Message };

export const reasonLimits = { shortest: 3, longest: 200 } as const;
export const reasonError = 'Say why, in 3 to 200 characters.';

export function mailWords(mail: MailFate): string {
  switch (mail) {
    case 'queued':
      return 'A mail to them is on its way.';
    case 'no_address':
      return 'Jira has no mail address for them: please tell them yourself.';
    case 'no_mail_server':
      return 'This site sends no mails: please tell them yourself.';
    default:
      return mail satisfies never;
  }
}

/** What all help has in common, when it is not given. Nothing was changed. */
export function refusalProblem(refusal: HelpRefusal): FormProblem {
  switch (refusal.kind) {
    case 'bad_reason':
      return { errors: { reason: reasonError } };
    case 'wrong_code':
      return {
        errors: {
          [ownCodeName]: 'That code is not right, or was used before. Wait for the next one and type it.',
        },
      };
    case 'locked': {
      const { until } = refusal;
      const hint =
        until === 'administrator'
          ? 'Another administrator has to unlock you first.'
          : `Try again after ${momentText(new Date(until))}.`;
      return { message: error('You typed too many wrong codes yourself. Nothing was changed.', hint) };
    }
    case 'self':
    case 'actor_not_enrolled':
    case 'unknown_user':
      return { message: refusalMessage(refusal.kind) };
    default:
      return refusal satisfies never;
  }
}

export function refusalMessage(kind: 'self' | 'actor_not_enrolled' | 'unknown_user'): Message {
  switch (kind) {
    case 'self':
      return error(
        'This is you. Nothing was changed.',
        'Look after your own two-step verification on your own page. If you have lost what you log in with, another administrator has to help.',
      );
    case 'actor_not_enrolled':
      return error(
        'You have no second factor of your own that could confirm this. Nothing was changed.',
        'Set up an authenticator app or a security key on your own page, and come back.',
      );
    case 'unknown_user':
      return error(
        'Jira knows nobody of that name and key any more. Nothing was changed.',
        'The person was renamed or deleted since their name was read. Refresh from Jira on the list of users, and look again.',
      );
    default:
      return kind satisfies never;
  }
}

function error(text: string, hint: string): Message {
  return { kind: 'error', text, hint };
}
