import type { Request, Response } from 'express';
import { type Assessment, requireAdmissible } from '../gate/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { addCookies, sendRedirect } from '../http/send.ts';
import { AppError } from '../kernel/app-error.ts';
import type { SafePath } from '../kernel/safe-path.ts';
import { type ApiName, ApiPage, type ApiPageProps, apiWords } from '../ui/index.ts';
import { cookieHeader, type JiraClient } from '../upstream/index.ts';
import type { PageKit } from './page-kit.ts';

export type ApiRouteParts = {
  readonly kit: PageKit;
  readonly standings: Assessment;
  readonly jira: JiraClient;
  readonly api: ApiName;
  readonly operations: ApiPageProps['operations'];
  readonly documentHref: SafePath;
};

const pageOf = { login: 'api', administration: 'api/administration' } as const;

/** The description of a REST API, for system administrators. */
export class ApiRoutes {
  readonly #parts: ApiRouteParts;

  constructor(parts: ApiRouteParts) {
    this.#parts = parts;
  }

  readonly show = async (_req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const { kit, standings, jira, api, operations, documentHref } = this.#parts;
    const standing = await standings.assess(scope);
    const { caller, requirement, verified, sessionId, adoptedCookies } = standing;
    addCookies(res, adoptedCookies);
    requireAdmissible(standing);
    const here = kit.links.page(pageOf[api]);
    if (caller.kind === 'anonymous' || sessionId === undefined) {
      return sendRedirect(res, kit.links.login(here));
    }
    if (requirement.outcome !== 'none' && verified === undefined) {
      return sendRedirect(res, kit.links.page(requirement.outcome === 'enroll' ? 'enroll' : 'challenge'));
    }
    const cookie = cookieHeader(scope.cookies, sessionId);
    if (!(await jira.isSystemAdministrator({ cookie, address: scope.address }))) {
      throw new AppError('forbidden', 'not a system administrator');
    }
    const { displayName, username, locale } = caller.principal;
    const speech = kit.speech(scope, locale);
    const { words } = speech;
    const otherHref = kit.links.page(pageOf[api === 'login' ? 'administration' : 'login']);
    const page = <ApiPage {...{ api, operations, documentHref, otherHref, words }} />;
    kit.send(res, speech, page, {
      title: apiWords(api, words).title,
      signedInAs: { displayName, username },
    });
  };
}
