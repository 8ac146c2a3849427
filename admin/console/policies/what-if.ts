import { isIP } from 'node:net';
import { pathFacts, type RequirementService } from '../../../proxy/gate/index.ts';
import { readTarget } from '../../../proxy/http/request-scope.ts';
import {
  compilePolicy,
  type LoginMethod,
  type PathClass,
  type PolicyDocument,
  type Requirement,
  type RuleVerdict,
} from '../../../proxy/policy/index.ts';
import type { Principal } from '../../../proxy/principal/index.ts';
import { cookieHeader, type JiraClient } from '../../../proxy/upstream/index.ts';
import type { Administrator } from '../console-entrance.ts';

export type Question = {
  readonly user: string;
  readonly address: string;
  /** An address of Jira, below the context path or with it. */
  readonly target: string;
  readonly login: LoginMethod;
};

export type Explanation = {
  readonly kind: 'explained';
  readonly person: Principal;
  readonly methods: readonly string[];
  readonly path: PathClass | undefined;
  readonly requirement: Requirement;
  readonly verdicts: readonly RuleVerdict[];
};

export type WhatIfAnswer =
  | Explanation
  | { readonly kind: 'nobody' }
  | { readonly kind: 'no_address' }
  | { readonly kind: 'no_path' };

export type WhatIfParts = {
  readonly jira: Pick<JiraClient, 'findUser'>;
  readonly requirements: RequirementService;
  readonly contextPath: string;
};

/** What would come of somebody's request, under the policy that counts or under a draft. Nothing comes of asking. */
export class WhatIf {
  readonly #parts: WhatIfParts;

  constructor(parts: WhatIfParts) {
    this.#parts = parts;
  }

  /**
   * @param draft instead of the policy that counts
   * @throws AppError `jira_unavailable`, `store_unavailable`
   */
  async ask(
    administrator: Pick<Administrator, 'scope' | 'sessionId'>,
    question: Question,
    draft: PolicyDocument | undefined,
  ): Promise<WhatIfAnswer> {
    const { jira, requirements } = this.#parts;
    if (isIP(question.address) === 0) return { kind: 'no_address' };
    const place = this.#placeOf(question.target);
    if (place === undefined) return { kind: 'no_path' };
    const { scope, sessionId } = administrator;
    const cookie = cookieHeader(scope.cookies, sessionId);
    const { userAgent, address } = scope;
    const person = await jira.findUser(question.user, { cookie, userAgent, address });
    if (person === undefined) return { kind: 'nobody' };
    const circumstances = { ...place, address: question.address, login: question.login };
    const policy = draft && compilePolicy(draft, 0);
    const { facts, ...told } = await requirements.explain(person, circumstances, policy);
    return { kind: 'explained', person, methods: facts.methods, path: place.path, ...told };
  }

  #placeOf(target: string) {
    if (!target.startsWith('/') || !URL.canParse(target, 'http://target.invalid')) return undefined;
    const { contextPath } = this.#parts;
    const isBelow = target === contextPath || target.startsWith(`${contextPath}/`);
    const { path, possiblePaths, query } = readTarget(isBelow ? target : contextPath + target, contextPath);
    return pathFacts({ method: 'GET', path, possiblePaths, query });
  }
}
