import type { ComponentChildren } from 'preact';
import type { IconName } from '../components/icon.tsx';
import { PageContent } from '../components/page-content.tsx';
import type { Words } from '../words/en.ts';

export type ChallengePageProps = {
  /** A login's second step, or a confirmation by somebody who is logged in. */
  purpose: 'login' | 'confirm';
  icon: IconName;
  intro: string;
  /** Where other ways are listed; absent where there is no other. */
  otherWaysHref?: string | undefined;
  recoveryHref: string;
  words: Words;
  /** The factor's own part. */
  children: ComponentChildren;
};

/** Asks for one factor. What it looks like is the factor's own affair. */
export function ChallengePage(props: ChallengePageProps) {
  const { purpose, icon, intro, otherWaysHref, recoveryHref, words, children } = props;
  const { challenge, confirm } = words;
  return (
    <PageContent icon={icon} title={purpose === 'login' ? challenge.title : confirm.title}>
      {purpose === 'confirm' && <p class="lead">{confirm.intro}</p>}
      <p class={purpose === 'login' ? 'lead' : undefined}>{intro}</p>
      {children}
      <ul class="other-ways">
        {otherWaysHref && (
          <li>
            <a href={otherWaysHref}>{challenge.tryAnotherWay}</a>
          </li>
        )}
        <li>
          <a href={recoveryHref}>{challenge.useRecoveryCode}</a>
        </li>
      </ul>
    </PageContent>
  );
}
