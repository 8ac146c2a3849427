import type { Response } from 'express';
import type { AttemptOutcome, LockedUntil } from '../conversation/index.ts';
import { sendRedirect } from '../http/send.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Message } from '../ui/index.ts';
import { sendLockedPage } from './locked-answer.tsx';
import type { PageKit } from './page-kit.ts';
import type { Notice } from './refused-attempt.tsx';
import type { Owner } from './settings-entrance.ts';

export type SettingsRefusalParts = { readonly kit: PageKit; readonly clock: Clock };

/** What a page of the settings says after something that did not get through. Nobody is logged out for it. */
export class SettingsRefusals {
  readonly #parts: SettingsRefusalParts;

  constructor(parts: SettingsRefusalParts) {
    this.#parts = parts;
  }

  /** Answers what the same page should say, or `undefined` after another page was sent. */
  explain(
    res: Response,
    owner: Owner,
    outcome: Exclude<AttemptOutcome<unknown>, { kind: 'right' }>,
    messages: { readonly wrong: Message; readonly expired: Message },
  ): Notice | undefined {
    const { kit } = this.#parts;
    switch (outcome.kind) {
      case 'wrong':
        return { message: messages.wrong };
      case 'unknown':
        return { message: messages.expired };
      case 'slow_down':
        return { message: owner.speech.words.messages.tooManyFromAddress(outcome.seconds) };
      case 'ended':
        sendRedirect(res, kit.links.page('profile'));
        return undefined;
      case 'locked':
        this.sendLocked(res, owner, outcome.until);
        return undefined;
      default:
        return outcome satisfies never;
    }
  }

  sendLocked(res: Response, { speech }: Pick<Owner, 'speech'>, until: LockedUntil): void {
    const nextHref = this.#parts.kit.links.page('profile');
    sendLockedPage(res, this.#parts, { speech, until, nextHref });
  }
}
