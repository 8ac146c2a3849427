import type { AppError, ErrorCode } from '../kernel/app-error.ts';
import { en, ProblemPage, renderPage } from '../ui/index.ts';
import type { Links } from './links.ts';

export type PageAssets = { readonly stylesheet: string; readonly script: string };

type Texts = { readonly heading: string; readonly text: string };

const { problems } = en;
const textsByCode: Partial<Record<ErrorCode, Texts>> = {
  not_found: problems.notFound,
  forbidden: problems.forbidden,
  cross_origin: problems.forbidden,
  too_many_requests: problems.tooManyRequests,
  internal: problems.internal,
  jira_unavailable: problems.upstreamDown,
  store_unavailable: problems.unavailable,
};

/** The page for a request that cannot go on: what to do next, and under which number the log has the rest. */
export function problemPage(error: AppError, requestId: string, links: Links, assets: PageAssets): string {
  const { heading, text } = textsByCode[error.code] ?? problems.badRequest;
  return renderPage(
    <ProblemPage heading={heading} text={text} requestId={requestId} homeHref={links.home} words={en} />,
    { lang: 'en', title: heading, hasError: true, assets, words: en, homeHref: links.home },
  );
}
