import {
  comparePolicies,
  type DraftBase,
  type PolicyActor,
  type PolicyAdmin,
  type PolicyDifference,
  type PolicyDocument,
  type PolicyDraft,
  type PolicyDrafts,
  type PolicyReading,
  type PolicySource,
  type PolicyVersion,
} from '../../../proxy/policy/index.ts';
import type { Administrator } from '../console-entrance.ts';

export type PolicyDeskParts = {
  readonly admin: PolicyAdmin;
  readonly drafts: PolicyDrafts;
  readonly policies: PolicySource;
};

/** What lies before an administrator who works on the policy. */
export type OpenDesk = {
  /** What is stored, with who did it. */
  readonly current: PolicyVersion;
  /** What counts: the stored one, or the one before where that cannot be read. */
  readonly inForce: PolicyDocument;
  readonly draft: PolicyDraft | undefined;
  /** What the screens show and change: the draft where there is one. */
  readonly document: PolicyDocument;
  readonly differences: readonly PolicyDifference[];
  /** Whether somebody has published since the draft was begun. */
  readonly isOutdated: boolean;
};

/** The policy as one administrator works on it. */
export class PolicyDesk {
  readonly #parts: PolicyDeskParts;

  constructor(parts: PolicyDeskParts) {
    this.#parts = parts;
  }

  /** @throws AppError `store_unavailable` */
  async open({ person }: Pick<Administrator, 'person'>): Promise<OpenDesk> {
    const current = await this.#parts.admin.current();
    const inForce = current.document ?? this.#parts.policies.current.document;
    const draft = await this.#parts.drafts.find(person.userKey);
    const document = draft?.document ?? inForce;
    return {
      ...{ current, inForce, draft, document },
      differences: comparePolicies(inForce, document),
      isOutdated: draft !== undefined && draft.basedOn !== current.version,
    };
  }

  /** Changes the administrator's draft, and nothing else. */
  async edit(
    { person }: Pick<Administrator, 'person'>,
    change: (document: PolicyDocument) => unknown,
  ): Promise<PolicyReading> {
    const { current, inForce } = await this.open({ person });
    const base: DraftBase = { version: current.version, document: inForce };
    return this.#parts.drafts.change(person.userKey, base, change);
  }

  discard({ person }: Pick<Administrator, 'person'>): Promise<void> {
    return this.#parts.drafts.discard(person.userKey);
  }

  rebase({ person }: Pick<Administrator, 'person'>, version: number): Promise<boolean> {
    return this.#parts.drafts.rebase(person.userKey, version);
  }
}

/** As policies and the audit know an administrator. */
export function actorOf({ principal }: Pick<Administrator, 'principal'>): PolicyActor {
  const { userKey, username, groups } = principal;
  return { userKey, username, groups };
}

export function placeOf({ scope }: Pick<Administrator, 'scope'>) {
  return { address: scope.address, requestId: scope.id };
}
