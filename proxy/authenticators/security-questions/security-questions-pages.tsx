import { MessageBox, PostForm, TextField } from '../../ui/index.ts';
import type { FactorPages, FactorPartProps } from '../factor-pages.ts';
import { type QuestionsPrompt, questionIds } from './security-questions-authenticator.ts';
import { words } from './words/index.ts';

const fields = questionIds.map((id) => `answer-${id}`);

export const securityQuestionsPages: FactorPages<QuestionsPrompt, QuestionsPrompt> = {
  icon: 'question',
  words,
  fields,
  isAnswered: (input) => fields.some((field) => (input[field] ?? '').trim() !== ''),
  Challenge: (props) => <Questions {...props} submit={props.words.challenge.submit} required />,
  Setup: (props) => <Questions {...props} submit={props.words.enroll.submit} required={false} />,
};

type Props = FactorPartProps<QuestionsPrompt> & { submit: string; required: boolean };

function Questions({ facts, form, notice, language, submit, required, children }: Props) {
  const own = words[language];
  if (!facts.usable) return <MessageBox named={false} message={{ kind: 'warning', text: own.elsewhere }} />;
  return (
    <>
      {notice}
      <PostForm form={form} submit={submit}>
        {facts.questions.map((id) => (
          <TextField
            key={id}
            name={`answer-${id}`}
            label={own.questions[id]}
            maxLength={200}
            required={required}
          />
        ))}
        {children}
      </PostForm>
    </>
  );
}
