import { PageContent } from '../components/page-content.tsx';
import type { Words } from '../words/en.ts';

export type ApiReplyText = { status: string; description: string; shape: string | undefined };

export type ApiOperationText = {
  method: string;
  path: string;
  summary: string;
  caller: 'anybody' | 'person' | 'administrator';
  /** Names and types of what is sent, on lines of their own. */
  request: string | undefined;
  replies: readonly ApiReplyText[];
};

export type ApiPageProps = { operations: readonly ApiOperationText[]; documentHref: string; words: Words };

/** The REST API for administrators, made from the same description as the OpenAPI document. */
export function ApiPage({ operations, documentHref, words }: ApiPageProps) {
  const { api } = words;
  return (
    <PageContent icon="shield" title={api.title} size="wide">
      <p class="lead">{api.text}</p>
      <p>
        <a href={documentHref}>{api.document}</a>
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
  const { method, path, summary, caller, request, replies } = operation;
  return (
    <details class="api-operation">
      <summary>
        <code>
          <b>{method}</b> {path}
        </code>{' '}
        <span>{summary}</span>
      </summary>
      <p>{api.callers[caller]}</p>
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
