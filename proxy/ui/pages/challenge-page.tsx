import { CodeField } from '../components/code-field.tsx';
import { MessageBox } from '../components/message-box.tsx';
import { PageContent } from '../components/page-content.tsx';
import { PostForm } from '../components/post-form.tsx';
import type { Message, PageForm } from '../page-frame.ts';
import type { Words } from '../words/en.ts';

export type ChallengePageProps = {
  form: PageForm;
  message?: Message;
  /** How many attempts are left, in words. Shown with the message only. */
  attemptsLeft?: string;
  recoveryHref: string;
  words: Words;
};

/** Asks for a code of the authenticator app; posts `code`. */
export function ChallengePage({ form, message, attemptsLeft, recoveryHref, words }: ChallengePageProps) {
  const { challenge } = words;
  return (
    <PageContent icon="shield" title={challenge.title}>
      <p class="lead">{challenge.intro}</p>
      {message && <MessageBox message={message} note={attemptsLeft} />}
      <PostForm form={form} submit={challenge.submit}>
        <CodeField
          kind="one-time-code"
          name="code"
          label={challenge.codeLabel}
          hint={challenge.codeHint}
          message={message}
          focus
        />
      </PostForm>
      <p class="other-way">
        <a href={recoveryHref}>{challenge.useRecoveryCode}</a>
      </p>
    </PageContent>
  );
}
