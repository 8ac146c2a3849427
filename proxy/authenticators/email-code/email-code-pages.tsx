import { PostForm } from '../../ui/index.ts';
import type { FactorPages, FactorPartProps } from '../factor-pages.ts';
import { SentCodeForm, starting } from '../sent-code-form.tsx';
import type { EmailPrompt } from './email-code-authenticator.ts';
import { words } from './words/index.ts';

export const emailCodePages: FactorPages<EmailPrompt, EmailPrompt> = {
  icon: 'mail',
  words,
  fields: ['code'],
  isAnswered: ({ code = '' }) => code.trim() !== '',
  Challenge: (props) => <EmailCode {...props} submit={props.words.challenge.submit} />,
  Setup: (props) => <EmailCode {...props} submit={props.words.enroll.submit} />,
};

function EmailCode(props: FactorPartProps<EmailPrompt> & { submit: string }) {
  const { facts, form, notice, message, language, submit, children } = props;
  const own = words[language];
  if (facts.to === '') return <p>{own.noAddress}</p>;
  if (!facts.sent) {
    return (
      <>
        {notice}
        <p>{own.to(facts.to)}</p>
        <PostForm form={starting(form)} submit={own.send} />
      </>
    );
  }
  return (
    <>
      {notice}
      <SentCodeForm
        {...own}
        form={form}
        submit={submit}
        sentTo={own.sentTo(facts.to, facts.minutes)}
        message={message}
      >
        {children}
      </SentCodeForm>
    </>
  );
}
