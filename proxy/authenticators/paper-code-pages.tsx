import { CodeField, type IconName, PostForm, type Translations } from '../ui/index.ts';
import type { FactorPages, FactorWords } from './factor-pages.ts';

type PaperCodeWords = FactorWords & { readonly codeLabel: string; readonly codeHint: string };

/** A field for a code that was saved on paper. */
export function paperCodePages(icon: IconName, words: Translations<PaperCodeWords>): FactorPages<undefined> {
  return {
    icon,
    words,
    fields: ['code'],
    isAnswered: ({ code = '' }) => code.trim() !== '',
    Challenge({ form, notice, message, language, words: common }) {
      const { codeLabel, codeHint } = words[language];
      return (
        <>
          {notice}
          <PostForm form={form} submit={common.challenge.submit}>
            <CodeField
              kind="recovery-code"
              name="code"
              label={codeLabel}
              hint={codeHint}
              message={message}
              focus
            />
          </PostForm>
        </>
      );
    },
  };
}
