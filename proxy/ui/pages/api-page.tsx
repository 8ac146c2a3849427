import { PageContent } from '../components/page-content.tsx';
import type { Words } from '../words/en.ts';

export type ApiReplyText = { status: string; description: string; shape: string | undefined };

export type ApiOperationText = {
  method: string;
  path: string;
  summary: string;
  caller: 'anybody' | 'person' | 'administrator';
  /** Names and types of what an address may carry, on lines of their own. */
  query: string | undefined;
  /** The same of what is sent. */
  request: string | undefined;
  replies: readonly ApiReplyText[];
};

/** The API that people log in with, or the one that administers. */
export type ApiName = 'login' | 'administration';

export type ApiPageProps = {
  api: ApiName;
  operations: readonly ApiOperationText[];
  documentHref: string;
  /** The page of the other one. */
  otherHref: string;
  words: Words;
};

export const apiWords = (api: ApiName, { api: words }: Words) =>
  api === 'administration' ? words.administration : words;

/** A REST API for administrators to read, made from the same description as the OpenAPI document. */
export function ApiPage({ api, operations, documentHref, otherHref, words }: ApiPageProps) {
  const { title, text } = apiWords(api, words);
  const other = apiWords(api === 'administration' ? 'login' : 'administration', words);
  return (
    <PageContent icon="shield" title={title} size="wide">
      <p class="lead">{text}</p>
      <p>
        <a href={documentHref}>{words.api.document}</a>
      </p>
      <p>
        <a href={otherHref}>{other.title}</a>
      </p>
      <div class="api-operations">
        {operations.map((operation) => (
          <Operation key={`${operation.method} ${operation.path}`} operation={operation} words={words} />
        ))}
      </div>
    </PageContent>
  );
}

function Operation({ operation, words }: { operation: ApiOperationText; words: Words }) {
  const { api } = words;
  const { method, path, summary, caller, query, request, replies } = operation;
  return (
    <details class="api-operation">
      <summary>
        <code>
          <b>{method}</b> {path}
        </code>{' '}
        <span>{summary}</span>
      </summary>
      <p>{api.callers[caller]}</p>
      {query !== undefined && (
        <>
          <h2>{api.query}</h2>
          <pre>{query}</pre>
        </>
      )}
      {request !== undefined && (
        <>
          <h2>{api.request}</h2>
          <pre>{request}</pre>
        </>
      )}
      <h2>{api.replies}</h2>
      <dl>
        {replies.map(({ status, description, shape }) => (
          <div key={status}>
            <dt>{status}</dt>
            <dd>
              {description}
              {shape !== undefined && <pre>{shape}</pre>}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
