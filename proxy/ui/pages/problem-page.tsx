import { PageContent } from '../components/page-content.tsx';
import type { Words } from '../words/en.ts';

export type ProblemPageProps = {
  heading: string;
  text: string;
  requestId: string;
  retryHref?: string;
  homeHref?: string;
  words: Words;
};

/** A request that cannot go on. Says what to do next and gives the reference under which the log has the rest. */
export function ProblemPage({ heading, text, requestId, retryHref, homeHref, words }: ProblemPageProps) {
  const { problem } = words;
  return (
    <PageContent icon="warning" title={heading} tone="warning">
      <p class="lead">{text}</p>
      <p class="reference">
        {problem.reference} <code>{requestId}</code>
      </p>
      {(retryHref || homeHref) && (
        <p class="buttons">
          {retryHref && (
            <a class="aui-button aui-button-primary" href={retryHref}>
              {problem.retry}
            </a>
          )}
          {homeHref && (
            <a class={retryHref ? 'aui-button' : 'aui-button aui-button-primary'} href={homeHref}>
              {problem.home}
            </a>
          )}
        </p>
      )}
    </PageContent>
  );
}
