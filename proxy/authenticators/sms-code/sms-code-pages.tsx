import { PostForm, TextField } from '../../ui/index.ts';
import type { FactorPages, FactorPartProps } from '../factor-pages.ts';
import { SentCodeForm, starting } from '../sent-code-form.tsx';
import type { SmsPrompt } from './sms-code-authenticator.ts';
import { words } from './words/index.ts';

export const smsCodePages: FactorPages<SmsPrompt, SmsPrompt> = {
  icon: 'message',
  words,
  fields: ['code', 'number'],
  isAnswered: ({ code = '' }) => code.trim() !== '',
  Challenge(props) {
    const { facts, form, notice, language } = props;
    const own = words[language];
    if (facts.sent) return <Sent {...props} submit={props.words.challenge.submit} />;
    return (
      <>
        {notice}
        <p>{own.to(facts.to ?? '')}</p>
        <PostForm form={starting(form)} submit={own.send} />
      </>
    );
  },
  Setup(props) {
    const { facts, form, notice, language } = props;
    const own = words[language];
    if (facts.sent) {
      return (
        <>
          <Sent {...props} submit={props.words.enroll.submit} />
          <details>
            <summary>{own.otherNumber}</summary>
            <NumberForm form={form} language={language} />
          </details>
        </>
      );
    }
    return (
      <>
        {notice}
        <NumberForm form={form} language={language} />
      </>
    );
  },
};

function Sent(props: FactorPartProps<SmsPrompt> & { submit: string }) {
  const { facts, form, notice, message, language, submit, children } = props;
  const own = words[language];
  return (
    <>
      {notice}
      <SentCodeForm
        {...own}
        form={form}
        submit={submit}
        sentTo={own.sentTo(facts.to ?? '', facts.minutes)}
        message={message}
      >
        {children}
      </SentCodeForm>
    </>
  );
}

function NumberForm({ form, language }: Pick<FactorPartProps<SmsPrompt>, 'form' | 'language'>) {
  const own = words[language];
  return (
    <PostForm form={starting(form)} submit={own.send}>
      <TextField
        name="number"
        label={own.numberLabel}
        hint={own.numberHint}
        inputMode="tel"
        autocomplete="tel"
        maxLength={40}
        required
      />
    </PostForm>
  );
}
