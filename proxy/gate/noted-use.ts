import type { NotedUse } from '../credential-uses/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { pathFacts } from './path-classes.ts';
import type { Standing, StandingService } from './standing.ts';

/** Told of each use of Basic and of tokens. */
export type NoteUse = (use: NotedUse) => void;

/** Who comes without a second factor is what administrators have to know before they change that. */
export function noteUseOf(
  scope: RequestScope,
  { credentials, caller }: Pick<Standing, 'credentials' | 'caller'>,
  allowed: boolean,
  noteUse: NoteUse,
): void {
  if (credentials.kind !== 'basic' && credentials.kind !== 'machine') return;
  const owner = caller.kind === 'person' ? caller.principal.username : undefined;
  noteUse({
    ...(credentials.kind === 'basic'
      ? ({ kind: 'basic', username: credentials.username } as const)
      : ({ kind: 'token', username: owner } as const)),
    ...{ allowed, address: scope.address },
    pathClass: pathFacts(scope).path ?? 'odd',
  });
}

export type Assessment = Pick<StandingService, 'assess'>;

/** For our own pages, which are for browsers: whoever comes there with a password or a token is let through to nothing. */
export function assessingBrowsers(standings: Assessment, noteUse: NoteUse): Assessment {
  return {
    assess: async (scope, ...rest) => {
      const standing = await standings.assess(scope, ...rest);
      noteUseOf(scope, standing, false, noteUse);
      return standing;
    },
  };
}
