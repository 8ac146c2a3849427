import type { AuditEventType, AuditLog } from '../audit/index.ts';
import type { PolicyAdmin, Publication, PublishOutcome } from './policy-admin.ts';
import type { PolicyRule } from './policy-document.ts';
import { type WaveRule, type WaveState, wavesOf } from './waves.ts';

export const waveActions = ['pause', 'resume', 'roll_back'] as const;
export type WaveAction = (typeof waveActions)[number];

/** What can be done to a wave: one that was rolled back comes again as another one. */
export function waveActionsIn(state: WaveState): readonly WaveAction[] {
  if (state === 'rolled_back') return [];
  return state === 'paused' ? ['resume', 'roll_back'] : ['pause', 'roll_back'];
}

export type WaveChange = Pick<Publication, 'comment' | 'actor' | 'origin'> & {
  readonly rule: string;
  readonly action: WaveAction;
};

export type WaveOutcome = PublishOutcome | { readonly kind: 'not_found' };

export type WaveAdminParts = {
  readonly admin: PolicyAdmin;
  readonly audit: AuditLog;
};

const eventOf: Readonly<Record<WaveAction, AuditEventType>> = {
  pause: 'wave.paused',
  resume: 'wave.resumed',
  roll_back: 'wave.rolled_back',
};

const longestReason = 255;

/** The steps of a roll-out, and their emergency brakes: those publish at once, without a draft. */
export class WaveAdmin {
  readonly #parts: WaveAdminParts;

  constructor(parts: WaveAdminParts) {
    this.#parts = parts;
  }

  /** Checks a change without making it; `undefined` where it could be made. */
  async check({ rule, action, actor, origin }: Omit<WaveChange, 'comment'>) {
    const wanted = await this.#draft(rule, action);
    if (wanted === undefined) return { kind: 'not_found' } as const;
    return this.#parts.admin.check({ draft: wanted.draft, actor, origin });
  }

  /** Also refused where it would lock out whoever does it: what comes after the wave counts then. */
  async change({ rule: id, action, comment, actor, origin }: WaveChange): Promise<WaveOutcome> {
    const { admin, audit } = this.#parts;
    const wanted = await this.#draft(id, action);
    if (wanted === undefined) return { kind: 'not_found' };
    const { draft, version } = wanted;
    const outcome = await admin.publish({ draft, basedOn: version, comment, actor, origin });
    if (outcome.kind !== 'published') return outcome;
    const { userKey, username } = actor;
    await audit.record({
      ...{ type: eventOf[action], outcome: 'success', actor: { userKey, username }, target: undefined },
      reason: `${id}: ${comment}`.slice(0, longestReason),
      ...{ address: origin.address, requestId: origin.requestId },
    });
    return outcome;
  }

  /** The policy as it stands, with this wave changed; `undefined` where there is none. */
  async #draft(id: string, action: WaveAction) {
    const { version, document } = await this.#parts.admin.current();
    const rule = document && wavesOf(document).find((one) => one.id === id);
    if (document === undefined || rule === undefined) return undefined;
    const rules = document.rules.map((one) => (one.id === id ? changed(rule, action) : one));
    return { version, draft: { ...document, rules } };
  }
}

function changed(rule: WaveRule, action: WaveAction): PolicyRule {
  switch (action) {
    case 'pause':
      return { ...rule, wave: { ...rule.wave, paused: true } };
    case 'resume':
      return { ...rule, wave: { ...rule.wave, paused: false } };
    case 'roll_back':
      return { ...rule, mode: 'off' };
    default:
      return action satisfies never;
  }
}
