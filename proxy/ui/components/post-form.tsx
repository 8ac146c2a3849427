import type { ComponentChildren } from 'preact';
import type { PageForm } from '../page-frame.ts';

type Props = {
  form: PageForm;
  submit: string;
  /** A second way on, beside the primary button: posts `then=<value>`. */
  second?: { readonly label: string; readonly value: string } | undefined;
  children?: ComponentChildren;
};

/** AUI's form with labels on top, its hidden fields, and one primary button. */
export function PostForm({ form, submit, second, children }: Props) {
  return (
    <form class="aui top-label" method="post" action={form.action} data-submit-once="">
      <HiddenFields form={form} />
      {children}
      <div class="buttons-container">
        <div class="buttons">
          <button type="submit" class="aui-button aui-button-primary">
            {submit}
          </button>
          {second && (
            <button type="submit" class="aui-button" name="then" value={second.value}>
              {second.label}
            </button>
          )}
        </div>
      </div>
    </form>
  );
}

export function HiddenFields({ form }: { form: PageForm }) {
  const fields = Object.entries(form.fields ?? {});
  return (
    <>
      <input type="hidden" name="token" value={form.token} />
      <input type="hidden" name="destination" value={form.destination} />
      {fields.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

type SmallFormProps = {
  form: PageForm;
  label: string;
  /** What a screen reader says in the place of a label that many buttons share. */
  spoken?: string;
  look?: 'link' | 'button' | 'primary';
};

/** One button that changes something, in a form of its own. */
export function SmallForm({ form, label, spoken, look = 'button' }: SmallFormProps) {
  const looks = {
    link: 'aui-button aui-button-link',
    button: 'aui-button',
    primary: 'aui-button aui-button-primary',
  };
  return (
    <form class="small-form" method="post" action={form.action} data-submit-once="">
      <HiddenFields form={form} />
      <button type="submit" class={looks[look]} aria-label={spoken}>
        {label}
      </button>
    </form>
  );
}
