import type { ComponentChildren } from 'preact';
import { CodeField, type Message, type PageForm, PostForm, SmallForm } from '../ui/index.ts';

type Props = {
  form: PageForm;
  submit: string;
  sentTo: string;
  sendAgain: string;
  codeLabel: string;
  codeHint: string;
  message: Message | undefined;
  children?: ComponentChildren;
};

/** After a code was sent: where it went, the field for it, and the way to another one. */
export function SentCodeForm({ form, submit, sentTo, sendAgain, ...field }: Props) {
  return (
    <>
      <p>{sentTo}</p>
      <PostForm form={form} submit={submit}>
        <CodeField
          kind="one-time-code"
          name="code"
          label={field.codeLabel}
          hint={field.codeHint}
          message={field.message}
          focus
        />
        {field.children}
      </PostForm>
      <SmallForm form={starting(form)} label={sendAgain} look="link" />
    </>
  );
}

/** The same form, but to send something rather than to answer. */
export function starting(form: PageForm): PageForm {
  return { ...form, fields: { ...form.fields, step: 'start' } };
}
