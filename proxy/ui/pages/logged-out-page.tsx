import { PageContent } from '../components/page-content.tsx';
import type { Words } from '../words/en.ts';

export type LoggedOutPageProps = { loginHref: string; words: Words };

/** The person has logged out. */
export function LoggedOutPage({ loginHref, words }: LoggedOutPageProps) {
  const { loggedOut } = words;
  return (
    <PageContent icon="leave" title={loggedOut.title}>
      <p class="lead">{loggedOut.text}</p>
      <p class="buttons">
        <a class="aui-button aui-button-primary" href={loginHref}>
          {loggedOut.submit}
        </a>
      </p>
    </PageContent>
  );
}
