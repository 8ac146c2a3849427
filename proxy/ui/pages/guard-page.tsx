import { CodeField } from '../components/code-field.tsx';
import { MessageBox } from '../components/message-box.tsx';
import { PageContent } from '../components/page-content.tsx';
import { PostForm, SmallForm } from '../components/post-form.tsx';
import type { Message, PageForm } from '../page-frame.ts';
import type { Words } from '../words/en.ts';

export type GuardPageProps = {
  message?: Message | undefined;
  /** Whether being on a certain network is one of the ways. */
  network: boolean;
  /** The code by mail: where it goes (masked), whether it was sent, and the two forms. */
  mail?: { to: string; sent: boolean; sendForm: PageForm; form: PageForm } | undefined;
  helpDeskForm?: PageForm | undefined;
  words: Words;
};

/** One more proof before the first factor; each way that is open has its part. Posts `code`. */
export function GuardPage({ message, network, mail, helpDeskForm, words }: GuardPageProps) {
  const { guard } = words;
  return (
    <PageContent icon="lock" title={guard.title}>
      <p class="lead">{guard.intro}</p>
      {message && <MessageBox message={message} />}
      {network && <p>{guard.network}</p>}
      {mail && (
        <section class="guard-way">
          <p>{mail.sent ? guard.mailSent(mail.to) : guard.mailIntro(mail.to)}</p>
          {mail.sent && (
            <PostForm form={mail.form} submit={guard.submit}>
              <CodeField
                kind="one-time-code"
                name="mailCode"
                label={guard.mailLabel}
                hint={guard.mailHint}
                message={message}
                focus
              />
            </PostForm>
          )}
          <SmallForm
            form={mail.sendForm}
            label={mail.sent ? guard.again : guard.send}
            look={mail.sent ? 'link' : 'primary'}
          />
        </section>
      )}
      {helpDeskForm && (
        <section class="guard-way">
          <p>{guard.help}</p>
          <PostForm form={helpDeskForm} submit={guard.submit}>
            <CodeField
              kind="recovery-code"
              name="helpDeskCode"
              label={guard.helpLabel}
              hint={guard.helpHint}
              message={message}
              focus={mail === undefined}
            />
          </PostForm>
        </section>
      )}
      <p class="small-print">{guard.nobody}</p>
    </PageContent>
  );
}
