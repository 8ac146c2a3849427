import type { AuditSummaries } from '../../proxy/audit/index.ts';
import { sendJson } from '../../proxy/http/send.ts';
import { type Clock, hour } from '../../proxy/kernel/clock.ts';
import {
  type ActivityStatistics,
  type PeopleStatistics,
  verificationDays,
  verificationTypes,
} from '../../proxy/people/index.ts';
import {
  type PolicyAdmin,
  type PolicyDocument,
  type PolicySource,
  type WaveAction,
  type WaveAdmin,
  type WaveProgress,
  waveActionsIn,
  waveDaysShown,
  waveState,
  wavesOf,
} from '../../proxy/policy/index.ts';
import type { ApiHandler } from '../../proxy/rest/index.ts';
import type { AdminCallers } from './admin-callers.ts';
import { Fault } from './fault.ts';
import { policyFault } from './policy-fault.ts';
import * as schema from './rollout-schema.ts';

export type RolloutRouteParts = {
  readonly callers: AdminCallers;
  readonly policies: PolicySource;
  readonly policyAdmin: PolicyAdmin;
  readonly waveAdmin: WaveAdmin;
  readonly waveProgress: WaveProgress;
  readonly statistics: PeopleStatistics;
  readonly activity: ActivityStatistics;
  readonly summaries: AuditSummaries;
  readonly clock: Clock;
};

const usualDays = 90;
const usualWatched = 7;

/** How far people have come, and the waves that they come in, with their emergency brakes. */
export class RolloutRoutes {
  readonly #parts: RolloutRouteParts;

  constructor(parts: RolloutRouteParts) {
    this.#parts = parts;
  }

  readonly waves: ApiHandler = async (_req, res, scope) => {
    const { callers, waveProgress } = this.#parts;
    await callers.require(scope, false);
    const { version, document } = await this.#inForce();
    // The lines of the day are written by then.
    const list = await waveProgress.list(document);
    const days = await waveProgress.history(document, waveDaysShown);
    const waves = list.map(({ rule: { id, name, wave }, state, count }) => ({
      ...{ rule: id, name, state, startsAt: wave.startsAt, mails: wave.mails },
      ...{ people: count?.people ?? null, enrolled: count?.enrolled ?? null },
      days: (days.get(id) ?? []).map(({ day, people, enrolled }) => ({ day, people, enrolled })),
    }));
    sendJson(res, 200, { version, waves });
  };

  readonly pause = this.#change('pause');

  readonly resume = this.#change('resume');

  readonly rollBack = this.#change('roll_back');

  readonly watched: ApiHandler = async (req, res, scope) => {
    const { days = usualWatched } = schema.watchedQuery.parse(req.query);
    const { callers, summaries, clock } = this.#parts;
    await callers.require(scope, false);
    sendJson(res, 200, await summaries.watchedSince(new Date(clock() - days * 24 * hour)));
  };

  readonly adoption: ApiHandler = async (req, res, scope) => {
    const { days = usualDays } = schema.daysQuery.parse(req.query);
    await this.#parts.callers.require(scope, false);
    const lines = await this.#parts.statistics.adoption(days);
    sendJson(res, 200, {
      days: lines.map(({ day, active, enrolled, exempt, inGrace, locked }) => ({
        ...{ day, active, enrolled, exempt, inGrace, locked },
      })),
    });
  };

  readonly activity: ApiHandler = async (req, res, scope) => {
    const { days = usualDays } = schema.daysQuery.parse(req.query);
    const { callers, activity, clock } = this.#parts;
    await callers.require(scope, false);
    const now = clock();
    const found = await activity.perDay(verificationTypes, days, new Date(now));
    sendJson(res, 200, { days: verificationDays(found, days, now) });
  };

  /** The code is looked at last: what cannot be done uses none up. */
  #change(action: WaveAction): ApiHandler {
    return async (req, res, scope) => {
      const { callers, waveAdmin } = this.#parts;
      const { comment, totpCode } = schema.waveRequest.parse(req.body);
      const caller = await callers.require(scope, true);
      const rule = String(req.params.rule);
      await this.#requirePossible(rule, action);
      const wanted = { rule, action, actor: caller.principal, origin: caller.origin };
      const refused = await waveAdmin.check(wanted);
      if (refused !== undefined) throw refused.kind === 'not_found' ? unknownWave() : policyFault(refused);
      await caller.confirm(totpCode);
      const outcome = await waveAdmin.change({ ...wanted, comment });
      if (outcome.kind === 'not_found') throw unknownWave();
      if (outcome.kind !== 'published') throw policyFault(outcome);
      return sendJson(res, 200, { version: outcome.version });
    };
  }

  /** @throws Fault `unknown_wave`, `wrong_state` */
  async #requirePossible(id: string, action: WaveAction): Promise<void> {
    const { document } = await this.#inForce();
    const rule = wavesOf(document).find((one) => one.id === id);
    if (rule === undefined) throw unknownWave();
    const state = waveState(rule, undefined, this.#parts.clock());
    if (waveActionsIn(state).includes(action)) return;
    throw new Fault(409, 'wrong_state', `That cannot be done to a wave that is ${state.replace('_', ' ')}.`);
  }

  /** What is stored, or the one before where that cannot be read. */
  async #inForce(): Promise<{ readonly version: number; readonly document: PolicyDocument }> {
    const { policyAdmin, policies } = this.#parts;
    const { version, document } = await policyAdmin.current();
    return document === undefined ? policies.current : { version, document };
  }
}

const unknownWave = () => new Fault(404, 'unknown_wave', 'No wave in force has this id.');
