import type { ComponentChildren } from 'preact';
import type { IconName } from '../components/icon.tsx';
import { MessageBox } from '../components/message-box.tsx';
import { PageContent } from '../components/page-content.tsx';
import { SmallForm } from '../components/post-form.tsx';
import type { Message, PageForm } from '../page-frame.ts';
import type { Words } from '../words/en.ts';

export type EnrollPageProps = {
  icon: IconName;
  title: string;
  /** Why it is asked: one of `words.enroll.reasons`, or a policy's own text. */
  reason: string;
  intro: string;
  /** Something to tell that is no error of the form's. */
  message?: Message | undefined;
  otherWaysHref?: string | undefined;
  /** For whoever may still go on without. */
  laterForm?: PageForm | undefined;
  words: Words;
  /** The factor's own part. */
  children: ComponentChildren;
};

/** Sets one factor up. What it looks like is the factor's own affair. */
export function EnrollPage(props: EnrollPageProps) {
  const { icon, title, reason, intro, message, otherWaysHref, laterForm, words, children } = props;
  return (
    <PageContent icon={icon} title={title} size="wide">
      <p class="lead">{reason}</p>
      <p>{intro}</p>
      {message && <MessageBox message={message} />}
      {children}
      {otherWaysHref && (
        <p class="other-way">
          <a href={otherWaysHref}>{words.methods.back}</a>
        </p>
      )}
      {laterForm && <SmallForm form={laterForm} label={words.enroll.later} look="link" />}
    </PageContent>
  );
}
