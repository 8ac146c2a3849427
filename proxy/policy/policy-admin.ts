import type { AuditLog, Person } from '../audit/index.ts';
import type { EnrollmentDirectory } from '../enrollment/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SiteDocument, SiteDocuments } from '../site-documents/index.ts';
import { comparePolicies, type PolicyDifference } from './compare-policies.ts';
import { type CompiledPolicy, compilePolicy } from './compile-policy.ts';
import { findLockout } from './find-lockout.ts';
import type { JudgedPerson, PeopleSource } from './people-source.ts';
import { type PolicyDocument, type PolicyReading, readPolicy } from './policy-document.ts';
import { policyWarnings } from './policy-warnings.ts';
import { type PolicyPreview, type PreviewPlace, previewPolicy } from './preview-policy.ts';
import { unavailableMethods } from './unavailable-methods.ts';
import { waitingWaves } from './waves.ts';

/** A stored policy, or the one that counts while none is stored (version 0). */
export type PolicyVersion = {
  readonly version: number;
  /** Absent where it cannot be read: then `problems` says why. */
  readonly document: PolicyDocument | undefined;
  readonly problems: readonly string[];
  readonly at: Date | undefined;
  readonly actorName: string;
  readonly comment: string;
};

export type HistoryPage = {
  readonly versions: readonly PolicyVersion[];
  /** Whether there are older ones. */
  readonly hasMore: boolean;
};

/** Who publishes, with the groups that Jira has for them. */
export type PolicyActor = Person & { readonly groups: readonly string[] };

export type Publication = {
  /** What is to count; its shape is checked. */
  readonly draft: unknown;
  /** The version that was looked at when the draft was made. */
  readonly basedOn: number;
  readonly comment: string;
  readonly actor: PolicyActor;
  readonly origin: { readonly address: string; readonly requestId: string };
};

export type PublishOutcome =
  | { readonly kind: 'published'; readonly version: number }
  /** Somebody changed it meanwhile: what stands now. */
  | { readonly kind: 'conflict'; readonly current: PolicyVersion }
  /** Each with where it is: `rules.2.match.groups: …` */
  | { readonly kind: 'invalid'; readonly problems: readonly string[] }
  | { readonly kind: 'locks_you_out'; readonly why: string };

export type RevertOutcome = PublishOutcome | { readonly kind: 'not_found' };

export type PolicyAdminParts = {
  readonly documents: SiteDocuments;
  readonly policies: { readonly current: CompiledPolicy; reload(): Promise<void> };
  readonly initial: PolicyDocument;
  readonly enrollments: EnrollmentDirectory;
  /** Absent where the gate does not know who there is. */
  readonly people: PeopleSource<JudgedPerson> | undefined;
  /** That people may set up and use here. */
  readonly siteMethods: readonly string[];
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly steadyClock: Clock;
};

const longestReason = 255;

/**
 * How administrators change the policy. Every method throws AppError `store_unavailable` when the database does not
 * answer.
 */
export class PolicyAdmin {
  readonly #parts: PolicyAdminParts;

  constructor(parts: PolicyAdminParts) {
    this.#parts = parts;
  }

  async current(): Promise<PolicyVersion> {
    const stored = await this.#parts.documents.latest('policy');
    return stored === undefined ? this.#first() : versionOf(stored);
  }

  /** Latest first, below a version where one is given. */
  async history(page: { readonly most: number; readonly below?: number | undefined }): Promise<HistoryPage> {
    const found = await this.#parts.documents.history('policy', page.most + 1, page.below);
    return { versions: found.slice(0, page.most).map(versionOf), hasMore: found.length > page.most };
  }

  /** Version 0 is what counts while nothing is stored. */
  async find(version: number): Promise<PolicyVersion | undefined> {
    if (version === 0) return this.#first();
    const stored = await this.#parts.documents.find('policy', version);
    return stored === undefined ? undefined : versionOf(stored);
  }

  /** What could be published as far as its own words go: well-formed, with methods that there are. */
  read(draft: unknown): PolicyReading {
    const reading = readPolicy(draft);
    if (reading.kind === 'invalid') return reading;
    const { policies, siteMethods } = this.#parts;
    const problems = unavailableMethods(reading.document, policies.current.document, siteMethods);
    return problems.length === 0 ? reading : { kind: 'invalid', problems };
  }

  /** What is allowed, and probably not meant. */
  warnings(document: PolicyDocument): readonly string[] {
    return policyWarnings(document, this.#parts.siteMethods);
  }

  /** Checks a draft without storing it; `undefined` where it could be published. */
  async check({ draft, actor, origin }: Pick<Publication, 'draft' | 'actor' | 'origin'>) {
    const outcome = await this.#judge(draft, actor, origin.address);
    return outcome.kind === 'fits' ? undefined : outcome;
  }

  /** What was published counts on this gate when this returns, and on the others as soon as they hear of it. */
  async publish(publication: Publication): Promise<PublishOutcome> {
    const { draft, actor, origin } = publication;
    const judged = await this.#judge(draft, actor, origin.address);
    return judged.kind === 'fits' ? this.#store(publication, judged.document) : judged;
  }

  /**
   * The same at the server's console, where nobody locks themselves out: who is there can always change it again. The
   * actor has a name that the audit shows, and no key.
   */
  async publishFromConsole(
    publication: Omit<Publication, 'actor'> & { readonly actor: Person },
  ): Promise<Exclude<PublishOutcome, { kind: 'locks_you_out' }>> {
    const reading = this.read(publication.draft);
    return reading.kind === 'invalid' ? reading : this.#store(publication, reading.document);
  }

  async #store(
    { basedOn, comment, actor, origin }: Omit<Publication, 'actor'> & { readonly actor: Person },
    document: PolicyDocument,
  ): Promise<Extract<PublishOutcome, { kind: 'published' | 'conflict' }>> {
    const { documents, policies, audit } = this.#parts;
    const { userKey, username } = actor;
    const person = { userKey, username };
    const version = await documents.append({
      ...{ kind: 'policy', basedOn, document, comment },
      ...{ actor: userKey === '' ? undefined : person, actorName: username },
    });
    if (version === undefined) return { kind: 'conflict', current: await this.current() };
    await policies.reload();
    await audit.record({
      ...{ type: 'policy.changed', outcome: 'success', actor: person, target: undefined },
      reason: `version ${version}: ${comment}`.slice(0, longestReason),
      ...{ address: origin.address, requestId: origin.requestId },
    });
    return { kind: 'published', version };
  }

  /** A new version with the document of an old one. */
  async revert({
    version,
    ...rest
  }: Omit<Publication, 'draft'> & { readonly version: number }): Promise<RevertOutcome> {
    const old = await this.find(version);
    if (old === undefined) return { kind: 'not_found' };
    if (old.document === undefined) return { kind: 'invalid', problems: old.problems };
    return this.publish({ ...rest, draft: old.document });
  }

  diff(before: PolicyDocument, after: PolicyDocument): readonly PolicyDifference[] {
    return comparePolicies(before, after);
  }

  /**
   * Who is affected by a draft, compared with what counts now; `undefined` where nobody knows who there is. Unless the
   * place says when, it is when the last wave of the draft has begun: whom a roll-out will reach is the question.
   * @throws Error for a draft that was not read with `readPolicy`
   */
  async plan(draft: PolicyDocument, place: PreviewPlace = {}): Promise<PolicyPreview | undefined> {
    const { policies, people, clock, steadyClock } = this.#parts;
    if (people === undefined) return undefined;
    const last = waitingWaves(draft, clock()).at(-1);
    const at = place.at ?? (last === undefined ? undefined : Date.parse(last.wave.startsAt));
    const parts = { people, clock, steadyClock };
    return previewPolicy(policies.current, compilePolicy(draft, 0), parts, { ...place, at });
  }

  async #judge(draft: unknown, actor: PolicyActor, address: string) {
    const { enrollments, clock } = this.#parts;
    const reading = this.read(draft);
    if (reading.kind === 'invalid') return reading;
    const { since, methods, ...facts } = await enrollments.facts(actor.userKey);
    const subject = { ...actor, ...facts, enrolled: since !== undefined };
    const why = findLockout(compilePolicy(reading.document, 0), subject, methods, { address, now: clock() });
    if (why !== undefined) return { kind: 'locks_you_out', why } as const;
    return { kind: 'fits', document: reading.document } as const;
  }

  #first(): PolicyVersion {
    return {
      ...{ version: 0, document: this.#parts.initial, problems: [], at: undefined },
      ...{ actorName: '', comment: 'TSV_ENFORCEMENT, while no policy is stored' },
    };
  }
}

function versionOf({ version, document, at, actorName, comment }: SiteDocument): PolicyVersion {
  const reading = readPolicy(document);
  return {
    ...{ version, at, actorName, comment },
    document: reading.kind === 'policy' ? reading.document : undefined,
    problems: reading.kind === 'policy' ? [] : reading.problems,
  };
}
