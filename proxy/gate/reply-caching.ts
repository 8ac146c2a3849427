import type { ForwardAs } from './decide.ts';
import { isPublicResource } from './jira-paths.ts';

export type ReplyCaching = {
  readonly as: ForwardAs;
  readonly path: string | undefined;
  readonly rawPath: string;
  /** What Jira says. */
  readonly cacheControl: string | undefined;
  readonly setsCookies: boolean;
};

/** Caches that sort by the ending of a path take these for static files, whatever they are told. */
const looksStatic =
  /\.(?:css|m?js|map|png|gif|svgz?|ico|jpe?g|webp|avif|bmp|tiff?|woff2?|ttf|eot|otf|mp[34]|webm|ogg|flac|midi?|avi|mkv|pdf|ps|txt|csv|xml|json|docx?|xlsx?|pptx?|zip|gz|bz2|7z|rar|tar|zst|iso|dmg|apk|exe|jar|class|bin|swf|ics)$/i;

/**
 * The `Cache-Control` of a reply, where Jira's does not do: what one person was sent must not be kept for others.
 * Jira answers `/secure/Dashboard.jspa/x.css` with the dashboard, and a cache in front of the gate files it under its
 * ending. Answers nothing where Jira's own may stand.
 */
export function cacheControlFor(reply: ReplyCaching): string | undefined {
  const { as, path, rawPath, cacheControl, setsCookies } = reply;
  const given = (cacheControl ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (given.some((part) => /^(?:private|no-store)$/i.test(part))) return undefined;
  const isStaticFile = isPublicResource('GET', path);
  const isPersonal = as === 'person' || as === 'basic' || as === 'machine';
  if (!setsCookies && (isStaticFile || !isPersonal)) return undefined;
  if (!isStaticFile && isPersonal && (path === undefined || looksStatic.test(rawPath))) {
    return 'private, no-store';
  }
  const kept = given.filter((part) => !/^(?:public|s-maxage\b.*|proxy-revalidate)$/i.test(part));
  return ['private', ...kept].join(', ');
}
