import type { ComponentChildren } from 'preact';
import type { PageForm } from '../page-frame.ts';

type Props = { form: PageForm; submit: string; children: ComponentChildren };

/** AUI's form with labels on top, the two hidden fields, and one primary button. */
export function PostForm({ form, submit, children }: Props) {
  return (
    <form class="aui top-label" method="post" action={form.action} data-submit-once="">
      <input type="hidden" name="token" value={form.token} />
      <input type="hidden" name="destination" value={form.destination} />
      {children}
      <div class="buttons-container">
        <div class="buttons">
          <button type="submit" class="aui-button aui-button-primary">
            {submit}
          </button>
        </div>
      </div>
    </form>
  );
}
