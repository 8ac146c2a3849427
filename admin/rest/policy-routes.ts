import type { RequirementService } from '../../proxy/gate/index.ts';
import { sendJson } from '../../proxy/http/send.ts';
import type { Clock } from '../../proxy/kernel/clock.ts';
import type { PeopleMirror } from '../../proxy/people/index.ts';
import type { PolicyAdmin, PolicyDocument, PolicyPreview, PolicySource } from '../../proxy/policy/index.ts';
import type { ApiHandler } from '../../proxy/rest/index.ts';
import type { SiteDocument, SiteDocuments } from '../../proxy/site-documents/index.ts';
import type { AdminCallers } from './admin-callers.ts';
import * as schema from './admin-schema.ts';
import { Fault } from './fault.ts';
import { historyQuery, revertRequest } from './field-schema.ts';
import { policyFault } from './policy-fault.ts';

export type PolicyRouteParts = {
  readonly callers: AdminCallers;
  readonly documents: SiteDocuments;
  readonly policies: PolicySource;
  /** What counts while nothing is stored. */
  readonly initial: PolicyDocument;
  readonly policyAdmin: PolicyAdmin;
  readonly requirements: RequirementService;
  readonly mirror: PeopleMirror;
  readonly clock: Clock;
};

const usualPage = 20;

/** Reading and changing the policy, and asking why it decides as it does. */
export class PolicyRoutes {
  readonly #parts: PolicyRouteParts;

  constructor(parts: PolicyRouteParts) {
    this.#parts = parts;
  }

  readonly show: ApiHandler = async (_req, res, scope) => {
    await this.#parts.callers.require(scope, false);
    const stored = await this.#parts.documents.latest('policy');
    sendJson(res, 200, stored === undefined ? this.#first() : describe(stored));
  };

  readonly history: ApiHandler = async (req, res, scope) => {
    const { limit = usualPage, before } = historyQuery.parse(req.query);
    await this.#parts.callers.require(scope, false);
    const found = await this.#parts.documents.history('policy', limit + 1, before);
    const page = found.slice(0, limit);
    const next = found.length > limit ? (page.at(-1)?.version ?? null) : null;
    sendJson(res, 200, { versions: page.map(describeVersion), next });
  };

  /** What a policy would change, and for whom. Changes nothing. */
  readonly plan: ApiHandler = async (req, res, scope) => {
    const { callers, policies, policyAdmin } = this.#parts;
    const { policy } = schema.planRequest.parse(req.body);
    await callers.require(scope, false);
    const { version, document } = policies.current;
    const reading = policyAdmin.read(policy);
    if (reading.kind === 'invalid') {
      const { problems } = reading;
      return sendJson(res, 200, { version, problems, warnings: [], differences: [], effect: null });
    }
    const differences = policyAdmin.diff(document, reading.document);
    const effect = effectOf(await policyAdmin.plan(reading.document));
    const warnings = policyAdmin.warnings(reading.document);
    return sendJson(res, 200, { version, problems: [], warnings, differences, effect });
  };

  /** The code is looked at last: what cannot be published uses none up. */
  readonly publish: ApiHandler = async (req, res, scope) => {
    const { callers, policyAdmin } = this.#parts;
    const { policy, basedOn, comment, totpCode } = schema.publishRequest.parse(req.body);
    const caller = await callers.require(scope, true);
    const { principal: actor, origin } = caller;
    const refused = await policyAdmin.check({ draft: policy, actor, origin });
    if (refused !== undefined) throw policyFault(refused);
    await caller.confirm(totpCode);
    const outcome = await policyAdmin.publish({ draft: policy, basedOn, comment, actor, origin });
    if (outcome.kind !== 'published') throw policyFault(outcome);
    return sendJson(res, 200, { version: outcome.version });
  };

  readonly revert: ApiHandler = async (req, res, scope) => {
    const { callers, policyAdmin } = this.#parts;
    const { version, basedOn, comment, totpCode } = revertRequest.parse(req.body);
    const caller = await callers.require(scope, true);
    const { principal: actor, origin } = caller;
    const [old, current] = await Promise.all([policyAdmin.find(version), policyAdmin.current()]);
    if (old === undefined) throw unknownVersion();
    if (old.document === undefined) throw policyFault({ kind: 'invalid', problems: old.problems });
    if (basedOn !== undefined && basedOn !== current.version)
      throw policyFault({ kind: 'conflict', current });
    const refused = await policyAdmin.check({ draft: old.document, actor, origin });
    if (refused !== undefined) throw policyFault(refused);
    await caller.confirm(totpCode);
    const wanted = { version, basedOn: current.version, comment, actor, origin };
    const outcome = await policyAdmin.revert(wanted);
    if (outcome.kind === 'not_found') throw unknownVersion();
    if (outcome.kind !== 'published') throw policyFault(outcome);
    return sendJson(res, 200, { version: outcome.version });
  };

  readonly version: ApiHandler = async (req, res, scope) => {
    await this.#parts.callers.require(scope, false);
    const wanted = String(req.params.version);
    if (wanted === '0') return sendJson(res, 200, this.#first());
    const stored = /^[1-9]\d{0,8}$/.test(wanted)
      ? await this.#parts.documents.find('policy', Number(wanted))
      : undefined;
    if (stored === undefined) throw unknownVersion();
    return sendJson(res, 200, describe(stored));
  };

  readonly explain: ApiHandler = async (req, res, scope) => {
    const { callers, mirror, requirements, policies, clock } = this.#parts;
    const { user, address, path = 'pages', login = 'password' } = schema.explainRequest.parse(req.body);
    await callers.require(scope, false);
    const moment = { now: clock() };
    const person = (await mirror.findByName(user, moment)) ?? (await mirror.find(user, moment));
    if (person === undefined) throw new Fault(404, 'unknown_user', 'The gate knows nobody of this name.');
    const groups = await mirror.groupsOf(person.userKey);
    const circumstances = { address, path, possiblePaths: new Set([path]), login };
    const { version } = policies.current;
    const { requirement, verdicts } = await requirements.explain({ ...person, groups }, circumstances);
    const { outcome, wouldBe, because, rule } = requirement;
    sendJson(res, 200, { version, outcome, wouldBe, because, rule, rules: verdicts });
  };

  #first() {
    return {
      ...{ version: 0, at: null, actorName: '', comment: 'TSV_ENFORCEMENT, while no policy is stored' },
      policy: this.#parts.initial,
    };
  }
}

const unknownVersion = () => new Fault(404, 'unknown_version', 'There is no such version.');

function describeVersion({ version, at, actorName, comment }: SiteDocument) {
  return { version, at: at.toISOString(), actorName, comment };
}

function describe(stored: SiteDocument) {
  return { ...describeVersion(stored), policy: stored.document };
}

function effectOf(preview: PolicyPreview | undefined) {
  if (preview === undefined) return null;
  const { at, loginAt, ...effect } = preview;
  return { countedAt: new Date(at).toISOString(), loginAt: new Date(loginAt).toISOString(), ...effect };
}
