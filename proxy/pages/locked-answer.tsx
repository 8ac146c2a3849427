import type { Response } from 'express';
import type { LockedUntil } from '../conversation/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SafePath } from '../kernel/safe-path.ts';
import { LockedPage } from '../ui/index.ts';
import type { PageKit, Speech } from './page-kit.ts';

type Locked = {
  readonly speech: Speech;
  readonly until: LockedUntil;
  /** Where the person goes on when the time is over. */
  readonly nextHref: SafePath;
};

/** Tells somebody who is locked out for how long. `frame`: what else their page shows. */
export function sendLockedPage(
  res: Response,
  { kit, clock }: { readonly kit: PageKit; readonly clock: Clock },
  { speech, until, nextHref }: Locked,
  frame: Omit<Parameters<PageKit['send']>[3], 'title' | 'refreshSeconds'> = {},
): void {
  const { words } = speech;
  const untilAdministrator = until === 'administrator';
  const secondsLeft = untilAdministrator ? 0 : Math.max(1, Math.ceil((until - clock()) / 1_000));
  const page = (
    <LockedPage
      secondsLeft={secondsLeft}
      untilAdministrator={untilAdministrator}
      loginHref={nextHref}
      words={words}
    />
  );
  if (untilAdministrator) {
    kit.send(res, speech, page, { ...frame, title: words.locked.administratorTitle }, 429);
    return;
  }
  res.setHeader('retry-after', String(secondsLeft));
  const timed = { title: words.locked.title, refreshSeconds: secondsLeft + 1 };
  kit.send(res, speech, page, { ...frame, ...timed }, 429);
}
