import { PageContent } from '../components/page-content.tsx';
import { PostForm } from '../components/post-form.tsx';
import { TextField } from '../components/text-field.tsx';
import type { PageForm } from '../page-frame.ts';
import type { Words } from '../words/en.ts';

export type RenamePageProps = { form: PageForm; name: string; backHref: string; words: Words };

/** Another name for a way to verify; posts `name`. */
export function RenamePage({ form, name, backHref, words }: RenamePageProps) {
  const { profile } = words;
  return (
    <PageContent icon="shield" title={profile.rename}>
      <PostForm form={form} submit={profile.save}>
        <TextField name="name" label={profile.renameLabel} value={name} maxLength={60} required focus />
      </PostForm>
      <p class="other-way">
        <a href={backHref}>{profile.cancel}</a>
      </p>
    </PageContent>
  );
}
