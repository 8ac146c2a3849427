import type { RecoveryCodeVault } from '../authenticators/recovery-code/index.ts';
import {
  createTotpSecret,
  matchTotp,
  readTotpCode,
  totpSecretContext,
  totpUri,
  usedStep,
} from '../authenticators/totp/index.ts';
import type {
  AttemptOutcome,
  CheckResult,
  Conversation,
  ConversationService,
  ConversationStore,
  RequestOrigin,
} from '../conversation/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import type { EnrollmentDirectory } from './enrollment-directory.ts';
import type { EnrollmentRepository } from './enrollment-repository.ts';

/** What the person's app needs to know. Shown to nobody but the client of this very conversation. */
export type EnrollmentOffer = {
  readonly secret: string;
  readonly uri: string;
  readonly issuer: string;
  readonly account: string;
};

export type Enrolled = { readonly recoveryCode: string; readonly since: string };

export type EnrollmentParts = {
  readonly conversations: ConversationService;
  readonly store: ConversationStore;
  readonly enrollments: EnrollmentRepository;
  readonly directory: EnrollmentDirectory;
  readonly vault: RecoveryCodeVault;
  readonly box: SecretBox;
  readonly hash: KeyedHash;
  readonly clock: Clock;
  readonly issuer: string;
};

/** Setting up the authenticator app: begin (a secret of this conversation's own), confirm (a code made from it). */
export class EnrollmentService {
  readonly #parts: EnrollmentParts;

  constructor(parts: EnrollmentParts) {
    this.#parts = parts;
  }

  /** Starts or resumes: the same conversation offers the same secret, every new one a new secret. */
  async begin(id: string): Promise<EnrollmentOffer | undefined> {
    const conversation = await this.#parts.conversations.find(id);
    if (conversation?.step !== 'ENROLLMENT') return undefined;
    const { userKey, username } = conversation.person;
    if (conversation.sealedSecret !== undefined) {
      return this.#offer(username, this.#open(conversation.sealedSecret, userKey));
    }
    const secret = createTotpSecret();
    const sealedSecret = this.#parts.box.seal(secret, totpSecretContext(userKey));
    await this.#parts.store.update(id, { ...conversation, sealedSecret });
    return this.#offer(username, secret);
  }

  /** A right code creates the enrollment and is spent with it: all in one step, or nothing. */
  confirm(id: string, input: string, origin: RequestOrigin): Promise<AttemptOutcome<Enrolled>> {
    return this.#parts.conversations.attempt({
      id,
      step: 'ENROLLMENT',
      origin,
      events: { right: 'enrollment.confirmed', wrong: 'factor.failed' },
      check: (conversation) => this.#check(conversation, input),
    });
  }

  async #check(conversation: Conversation, input: string): Promise<CheckResult<Enrolled>> {
    const { clock, hash, vault, enrollments, directory } = this.#parts;
    const { userKey, username } = conversation.person;
    const { sealedSecret } = conversation;
    if (sealedSecret === undefined) return { kind: 'wrong', reason: 'setup was not started' };
    const code = readTotpCode(input);
    if (code === undefined) return { kind: 'wrong', reason: 'not six digits' };
    const now = clock();
    const match = matchTotp(this.#open(sealedSecret, userKey), code, now);
    if (match === undefined) return { kind: 'wrong', reason: 'wrong code' };
    const recovery = vault.create(userKey);
    const since = await enrollments.create({
      userKey,
      username,
      sealedSecret,
      storedRecoveryCode: recovery.stored,
      at: new Date(now),
      confirmedWith: usedStep(hash, userKey, match.step),
    });
    directory.forget(userKey);
    if (since === undefined) return { kind: 'wrong', reason: 'already enrolled' };
    return { kind: 'right', value: { recoveryCode: recovery.code, since } };
  }

  #open(sealedSecret: string, userKey: string): string {
    return this.#parts.box.open(sealedSecret, totpSecretContext(userKey));
  }

  #offer(account: string, secret: string): EnrollmentOffer {
    const { issuer } = this.#parts;
    return { secret, issuer, account, uri: totpUri(issuer, account, secret) };
  }
}
