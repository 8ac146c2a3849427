import type { AuditEventType, AuditLog } from '../audit/index.ts';
import type { PolicyAdmin, Publication, PublishOutcome } from './policy-admin.ts';
import type { PolicyRule } from './policy-document.ts';
import { type WaveRule, wavesOf } from './waves.ts';

export const waveActions = ['pause', 'resume', 'roll_back'] as const;
export type WaveAction = (typeof waveActions)[number];

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

  /** Also refused where it would lock out whoever does it: what comes after the wave counts then. */
  async change({ rule: id, action, comment, actor, origin }: WaveChange): Promise<WaveOutcome> {
    const { admin, audit } = this.#parts;
    const { version, document } = await admin.current();
    const rule = document && wavesOf(document).find((one) => one.id === id);
    if (document === undefined || rule === undefined) return { kind: 'not_found' };
    const rules = document.rules.map((one) => (one.id === id ? changed(rule, action) : one));
    const draft = { ...document, rules };
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
