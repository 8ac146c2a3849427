import type { AppError, ErrorCode } from '../kernel/app-error.ts';
import { catalogue, chooseLanguage, ProblemPage, renderPage, type Words } from '../ui/index.ts';
import type { Links } from './links.ts';

export type PageAssets = {
  readonly stylesheet: string;
  readonly script: string;
  /** Of any file that is served. */
  readonly pathOf: (name: string) => string;
};

type Texts = { readonly heading: string; readonly text: string };

function textsOf(code: ErrorCode, { problems }: Words): Texts {
  const textsByCode: Partial<Record<ErrorCode, Texts>> = {
    not_found: problems.notFound,
    forbidden: problems.forbidden,
    refused_by_policy: problems.refusedByPolicy,
    cross_origin: problems.forbidden,
    too_many_requests: problems.tooManyRequests,
    internal: problems.internal,
    jira_unavailable: problems.upstreamDown,
    store_unavailable: problems.unavailable,
  };
  return textsByCode[code] ?? problems.badRequest;
}

/** The page for a request that cannot go on: what to do next, and under which number the log has the rest. */
export function problemPage(
  error: AppError,
  request: { readonly id: string; readonly acceptLanguage: string },
  links: Links,
  assets: PageAssets,
): string {
  const lang = chooseLanguage('', request.acceptLanguage);
  const words = catalogue[lang];
  const { heading, text } = textsOf(error.code, words);
  return renderPage(
    <ProblemPage heading={heading} text={text} requestId={request.id} homeHref={links.home} words={words} />,
    { lang, title: heading, hasError: true, assets, words, homeHref: links.home },
  );
}
