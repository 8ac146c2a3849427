import { type Card, CardList } from '../components/card-list.tsx';
import { PageContent } from '../components/page-content.tsx';
import type { Words } from '../words/en.ts';

export type WaysPageProps = { cards: readonly Card[]; recoveryHref: string; words: Words };

/** Everything that the person has, to choose from. */
export function WaysPage({ cards, recoveryHref, words }: WaysPageProps) {
  const { ways } = words;
  const recovery: Card = {
    href: recoveryHref,
    icon: 'paper',
    title: ways.recoveryTitle,
    text: ways.recoveryText,
  };
  return (
    <PageContent icon="shield" title={ways.title}>
      <p class="lead">{ways.intro}</p>
      <CardList cards={[...cards, recovery]} />
      <p class="small-print">{ways.none}</p>
    </PageContent>
  );
}
