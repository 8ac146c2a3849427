import { type Card, CardList } from '../components/card-list.tsx';
import { MessageBox } from '../components/message-box.tsx';
import { PageContent } from '../components/page-content.tsx';
import { SmallForm } from '../components/post-form.tsx';
import type { Message, PageForm } from '../page-frame.ts';
import type { Words } from '../words/en.ts';

export type MethodsPageProps = {
  /** The first factor, or one more. */
  adding: boolean;
  /** Why it is asked: one of `words.enroll.reasons`, or a policy's own text. */
  reason: string;
  cards: readonly Card[];
  message?: Message | undefined;
  /** For whoever may still go on without. */
  laterForm?: PageForm | undefined;
  words: Words;
};

/** What can be set up, the strongest first. */
export function MethodsPage({ adding, reason, cards, message, laterForm, words }: MethodsPageProps) {
  const { methods } = words;
  return (
    <PageContent icon="shield" title={adding ? methods.addTitle : methods.title}>
      <p class="lead">{reason}</p>
      {message && <MessageBox message={message} />}
      <p>{adding ? methods.addIntro : methods.intro}</p>
      <CardList cards={cards} />
      {laterForm && <SmallForm form={laterForm} label={words.enroll.later} look="link" />}
    </PageContent>
  );
}
