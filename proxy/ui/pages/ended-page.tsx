import { PageContent } from '../components/page-content.tsx';
import type { Words } from '../words/en.ts';

export type EndedPageProps = { loginHref: string; words: Words };

/** Too many wrong codes ended the verification: back to the password. */
export function EndedPage({ loginHref, words }: EndedPageProps) {
  const { ended } = words;
  return (
    <PageContent icon="restart" title={ended.title} tone="warning">
      <p class="lead">{ended.text}</p>
      <p class="buttons">
        <a class="aui-button aui-button-primary" href={loginHref}>
          {ended.submit}
        </a>
      </p>
    </PageContent>
  );
}
