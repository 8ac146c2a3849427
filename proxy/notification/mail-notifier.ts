import type { FactorPerson } from '../authenticators/authenticator.ts';
import type { Clock } from '../kernel/clock.ts';
import { hour } from '../kernel/clock.ts';
import type { SharedStore } from '../store/index.ts';
import { catalogue, chooseLanguage, type Language, type NoticeKind } from '../ui/index.ts';
import type { MailQueue } from './mail-queue.ts';
import type { NotMeLinks } from './not-me-links.ts';
import { securityMail } from './security-mail.tsx';
import type { MailFate, NoticePlace, SecurityNotice, SecurityNotifier } from './security-notice.ts';

/** Who knows the password can bring about as many of these as they like: one an hour says it all. */
const onceAnHour: ReadonlySet<NoticeKind> = new Set(['wrong_codes']);
/** Of any other kind, so that nobody fills a mailbox with what they do to their own account. */
const mostAnHour = 10;

export type MailNotifierParts = {
  readonly queue: MailQueue;
  readonly store: SharedStore;
  readonly links: NotMeLinks;
  /** The address of the page behind "it was not me", for a token. */
  readonly notMeAddress: (token: string) => string;
  readonly nameOf: (method: string, language: Language) => string;
  readonly site: string;
  /** An address with what the site calls its network. */
  readonly placeNamed: (address: string) => string;
  readonly clock: Clock;
  readonly onFailure: (error: Error) => void;
};

export class MailNotifier implements SecurityNotifier {
  readonly #parts: MailNotifierParts;

  constructor(parts: MailNotifierParts) {
    this.#parts = parts;
  }

  tell(person: FactorPerson, notice: SecurityNotice, place: NoticePlace): MailFate {
    const fate = this.reach(person.email);
    if (fate !== 'queued') return fate;
    this.#post(person, notice, place).catch((error: unknown) => {
      this.#parts.onFailure(error instanceof Error ? error : new Error('a value was thrown'));
    });
    return fate;
  }

  reach(email: string): MailFate {
    return email === '' ? 'no_address' : 'queued';
  }

  async #post(person: FactorPerson, notice: SecurityNotice, place: NoticePlace): Promise<void> {
    const { queue, store, links, notMeAddress, nameOf, site, clock, placeNamed } = this.#parts;
    const { userKey } = person;
    const language = chooseLanguage(person.locale, '');
    const at = new Date(clock());
    // What somebody else did for them always arrives: whoever did it was told that it would.
    if (notice.by === undefined) {
      const count = await store.increment(`mailed:${notice.kind}:${userKey}`, hour);
      if (count > (onceAnHour.has(notice.kind) ? 1 : mostAnHour)) return;
    }
    const factor = notice.method === undefined ? '' : nameOf(notice.method, language);
    queue.post(
      securityMail({
        ...{ notice, person, at, site, language },
        factor: [factor, notice.name ?? ''].filter((part) => part !== '').join(': '),
        address: placeNamed(place.address),
        browser: place.browser ?? '',
        notMeLink: notMeAddress(links.create(userKey)),
        words: catalogue[language],
      }),
    );
  }
}
