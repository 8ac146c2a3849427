import type { IconName } from '../components/icon.tsx';
import { PageContent } from '../components/page-content.tsx';
import { PostForm } from '../components/post-form.tsx';
import type { PageForm } from '../page-frame.ts';

export type QuestionPageProps = {
  icon: IconName;
  title: string;
  text: string;
  /** Absent where there is nothing to confirm, only to know. */
  form?: PageForm | undefined;
  submit: string;
  /** Where to go on, where nothing has to be sent for it. */
  next?: { readonly label: string; readonly href: string };
  /** The way out. */
  back?: { readonly label: string; readonly href: string };
};

/** One question before something happens that cannot be undone, or one piece of news after it. */
export function QuestionPage({ icon, title, text, form, submit, next, back }: QuestionPageProps) {
  return (
    <PageContent icon={icon} title={title} tone="warning">
      <p class="lead">{text}</p>
      {form && <PostForm form={form} submit={submit} />}
      {next && (
        <p class="buttons">
          <a class="aui-button aui-button-primary" href={next.href}>
            {next.label}
          </a>
        </p>
      )}
      {back && (
        <p class={form || next ? 'other-way' : 'buttons'}>
          <a class={form || next ? undefined : 'aui-button aui-button-primary'} href={back.href}>
            {back.label}
          </a>
        </p>
      )}
    </PageContent>
  );
}
