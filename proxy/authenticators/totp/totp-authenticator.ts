import type { Clock } from '../../kernel/clock.ts';
import { minute } from '../../kernel/clock.ts';
import type { KeyedHash } from '../../kernel/keyed-hash.ts';
import type { SecretBox } from '../../kernel/secret-box.ts';
import type {
  Authenticator,
  FactorContext,
  FactorInput,
  FactorResult,
  FactorSetup,
  OwnedAuthenticator,
} from '../authenticator.ts';
import type { FactorMemory } from '../factor-memory.ts';
import { readFactorName } from '../factor-name.ts';
import { readSixDigits } from '../six-digits.ts';
import { createTotpSecret, matchTotp, stepEndsAt, totpUri } from './totp.ts';
import type { TotpRepository } from './totp-repository.ts';

/** What the person's app needs to know. Shown to nobody but the client of this very flow. */
export type TotpOffer = {
  readonly secret: string;
  readonly uri: string;
  readonly issuer: string;
  readonly account: string;
};

export type TotpParts = {
  readonly repository: TotpRepository;
  readonly memory: FactorMemory;
  readonly box: SecretBox;
  readonly hash: KeyedHash;
  readonly clock: Clock;
  readonly issuer: () => string;
};

/** Finding and installing an app takes a while. */
const offeredFor = 15 * minute;

/** Binds a sealed secret to its table, column and person. */
export function totpSecretContext(userKey: string): string[] {
  return ['AO_ED669C_TOTP_USER_ENROLLMENT', 'SECRET', userKey];
}

export function usedStep(hash: KeyedHash, userKey: string, step: number) {
  return { step, hash: hash('totp step', userKey, String(step)), expiresAt: new Date(stepEndsAt(step)) };
}

/** The authenticator app. A code works once, on whichever gate it is typed. */
export class TotpAuthenticator implements Authenticator<undefined, TotpOffer> {
  readonly method = 'TOTP';
  readonly traits = {
    slug: 'app',
    strength: 60,
    role: 'primary',
    several: false,
    movable: true,
    events: { right: 'factor.verified', wrong: 'factor.failed' },
  } as const;
  readonly setup: FactorSetup<TotpOffer>;
  readonly #parts: TotpParts;

  constructor(parts: TotpParts) {
    this.#parts = parts;
    this.setup = {
      offer: (context) => this.#offer(context),
      confirm: (context, input) => this.#confirm(context, input),
    };
  }

  async list(userKey: string): Promise<readonly OwnedAuthenticator[]> {
    const found = await this.#parts.repository.findApp(userKey);
    return found === undefined ? [] : [{ id: 'app', blocked: false, ...found }];
  }

  async prompt(): Promise<undefined> {
    return undefined;
  }

  async verify({ person }: FactorContext, { code: typed = '' }: FactorInput): Promise<FactorResult> {
    const { repository, box, hash, clock } = this.#parts;
    const { userKey } = person;
    const code = readSixDigits(typed);
    if (code === undefined) return { kind: 'wrong', reason: 'not six digits' };
    const sealed = await repository.findSealedSecret(userKey);
    if (sealed === undefined) return { kind: 'wrong', reason: 'no authenticator app' };
    const now = clock();
    const match = matchTotp(box.open(sealed, totpSecretContext(userKey)), code, now);
    if (match === undefined) return { kind: 'wrong', reason: 'wrong code' };
    const used = usedStep(hash, userKey, match.step);
    const won = await repository.consumeStep(userKey, used, new Date(now));
    return won ? { kind: 'right' } : { kind: 'wrong', reason: 'code used before' };
  }

  /** The secret stays with the flow, not with the person: nothing is enrolled before it was confirmed. */
  async #offer({ person, flow }: FactorContext): Promise<TotpOffer> {
    const { memory } = this.#parts;
    const issuer = this.#parts.issuer();
    const slot = slotOf(flow, person.userKey);
    let secret = await memory.look(slot);
    if (secret === undefined) {
      secret = createTotpSecret();
      await memory.put(slot, secret, offeredFor);
    }
    const account = person.username;
    return { secret, issuer, account, uri: totpUri(issuer, account, secret) };
  }

  async #confirm({ person, flow }: FactorContext, { code: typed = '', name = '' }: FactorInput) {
    const { memory, box, hash, clock } = this.#parts;
    const { userKey } = person;
    const secret = await memory.look(slotOf(flow, userKey));
    if (secret === undefined) return { kind: 'wrong', reason: 'setup was not started' } as const;
    const code = readSixDigits(typed);
    if (code === undefined) return { kind: 'wrong', reason: 'not six digits' } as const;
    const match = matchTotp(secret, code, clock());
    if (match === undefined) return { kind: 'wrong', reason: 'wrong code' } as const;
    return {
      kind: 'right',
      factor: {
        kind: 'app',
        name: readFactorName(name),
        sealedSecret: box.seal(secret, totpSecretContext(userKey)),
        confirmedWith: usedStep(hash, userKey, match.step),
      },
    } as const;
  }
}

function slotOf(flow: string, userKey: string): string[] {
  return ['totp offer', flow, userKey];
}
