import { PageContent } from '../components/page-content.tsx';
import type { Words } from '../words/en.ts';

export type LockedPageProps = {
  /** Seconds until the lock opens; not looked at when only an administrator can open it. */
  secondsLeft: number;
  untilAdministrator: boolean;
  loginHref: string;
  words: Words;
};

/** The second factor is locked, for some minutes or until an administrator helps. */
export function LockedPage({ secondsLeft, untilAdministrator, loginHref, words }: LockedPageProps) {
  const { locked } = words;
  const title = untilAdministrator ? locked.administratorTitle : locked.title;
  return (
    <PageContent icon={untilAdministrator ? 'lock' : 'clock'} title={title} tone="warning">
      <p class="lead">{untilAdministrator ? locked.administratorText : locked.text}</p>
      {untilAdministrator ? (
        <p>{locked.administratorNext}</p>
      ) : (
        <Countdown secondsLeft={secondsLeft} words={words} />
      )}
      <p class="small-print">{locked.wasNotYou}</p>
      <p class="buttons">
        <a class="aui-button" href={loginHref} data-after-countdown="">
          {locked.tryAgain}
        </a>
      </p>
    </PageContent>
  );
}

/** The clock ticks for the eye only (a timer is not read out); the status beside it speaks once a minute. */
function Countdown({ secondsLeft, words }: Pick<LockedPageProps, 'secondsLeft' | 'words'>) {
  const { locked, secondsInWords } = words;
  return (
    <div
      class="countdown"
      data-countdown={Math.max(0, Math.ceil(secondsLeft))}
      data-done={locked.tryAgainNow}
    >
      <span class="countdown-label">{locked.tryAgainIn}</span>{' '}
      <strong class="countdown-time" role="timer">
        {secondsInWords(secondsLeft)}
      </strong>
      <span class="assistive" role="status" />
    </div>
  );
}
