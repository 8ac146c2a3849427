import { CodeField } from '../components/code-field.tsx';
import { MessageBox } from '../components/message-box.tsx';
import { PageContent } from '../components/page-content.tsx';
import { PostForm } from '../components/post-form.tsx';
import type { Message, PageForm } from '../page-frame.ts';
import type { Words } from '../words/en.ts';

export type RecoverPageProps = {
  form: PageForm;
  message?: Message;
  /** How many attempts are left, in words. Shown with the message only. */
  attemptsLeft?: string;
  /** Back to the page that asks for a factor. */
  backHref: string;
  /** Whether a code of the help desk is taken here, too. Shown to everybody: it tells nobody whether there is one. */
  helpDesk?: boolean;
  words: Words;
};

/** Asks for a backup code or the recovery code; posts `recoveryCode`. */
export function RecoverPage({ form, message, attemptsLeft, backHref, helpDesk, words }: RecoverPageProps) {
  const { recover } = words;
  return (
    <PageContent icon="key" title={recover.title}>
      <p class="lead">{recover.intro}</p>
      {message && <MessageBox message={message} note={attemptsLeft} />}
      <PostForm form={form} submit={recover.submit}>
        <CodeField
          kind="recovery-code"
          name="recoveryCode"
          label={recover.codeLabel}
          hint={recover.codeHint}
          message={message}
          focus
        />
      </PostForm>
      <p class="other-way">
        <a href={backHref}>{recover.back}</a>
      </p>
      {helpDesk === true && <p class="small-print">{recover.helpDesk}</p>}
      <p class="small-print">{recover.noCode}</p>
    </PageContent>
  );
}
