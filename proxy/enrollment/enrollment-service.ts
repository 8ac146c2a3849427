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
  ConversationPurpose,
  ConversationService,
  ConversationStore,
  RequestOrigin,
} from '../conversation/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { KeyedHash } from '../kernel/keyed-hash.ts';
import type { SecretBox } from '../kernel/secret-box.ts';
import type { EnrollmentDirectory } from './enrollment-directory.ts';
import type { EnrollmentRepository, NewSecret } from './enrollment-repository.ts';

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
  async begin(id: string, purpose?: ConversationPurpose): Promise<EnrollmentOffer | undefined> {
    const conversation = await this.#parts.conversations.find(id);
    if (conversation?.step !== 'ENROLLMENT' || conversation.purpose !== purpose) return undefined;
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
  confirm(
    id: string,
    input: string,
    origin: RequestOrigin,
    purpose?: 'voluntary',
  ): Promise<AttemptOutcome<Enrolled>> {
    return this.#parts.conversations.attempt({
      ...{ id, step: 'ENROLLMENT', purpose, origin },
      events: { right: 'enrollment.confirmed', wrong: 'factor.failed' },
      check: (conversation) =>
        this.#check(conversation, input, (secret) => this.#create(conversation, secret)),
    });
  }

  /** A right code of the new secret puts it in the place of the old one; the recovery code stays. */
  confirmUpdate(
    id: string,
    input: string,
    origin: RequestOrigin,
  ): Promise<AttemptOutcome<{ since: string }>> {
    return this.#parts.conversations.attempt({
      ...{ id, step: 'ENROLLMENT', purpose: 'update', origin },
      events: { right: 'enrollment.updated', wrong: 'factor.failed' },
      check: (conversation) =>
        this.#check(conversation, input, (secret) => this.#replace(conversation, secret)),
    });
  }

  async #check<T>(
    { person: { userKey }, sealedSecret }: Conversation,
    input: string,
    store: (secret: NewSecret) => Promise<CheckResult<T>>,
  ): Promise<CheckResult<T>> {
    const { clock, hash, directory } = this.#parts;
    if (sealedSecret === undefined) return { kind: 'wrong', reason: 'setup was not started' };
    const code = readTotpCode(input);
    if (code === undefined) return { kind: 'wrong', reason: 'not six digits' };
    const now = clock();
    const match = matchTotp(this.#open(sealedSecret, userKey), code, now);
    if (match === undefined) return { kind: 'wrong', reason: 'wrong code' };
    const confirmedWith = usedStep(hash, userKey, match.step);
    const stored = await store({ sealedSecret, at: new Date(now), confirmedWith });
    directory.forget(userKey);
    return stored;
  }

  async #create(
    { person: { userKey, username } }: Conversation,
    secret: NewSecret,
  ): Promise<CheckResult<Enrolled>> {
    const { code, stored } = this.#parts.vault.create(userKey);
    const since = await this.#parts.enrollments.create({
      ...{ userKey, username, storedRecoveryCode: stored },
      ...secret,
    });
    if (since === undefined) return { kind: 'wrong', reason: 'already enrolled' };
    return { kind: 'right', value: { recoveryCode: code, since } };
  }

  async #replace(
    { person: { userKey } }: Conversation,
    secret: NewSecret,
  ): Promise<CheckResult<{ since: string }>> {
    const { enrollments } = this.#parts;
    const standing = await enrollments.find(userKey);
    if (standing === undefined) return { kind: 'wrong', reason: 'not enrolled' };
    const replaced = await enrollments.replaceSecret(userKey, standing.sealedSecret, secret);
    if (!replaced) return { kind: 'wrong', reason: 'changed meanwhile' };
    return { kind: 'right', value: { since: standing.since } };
  }

  #open(sealedSecret: string, userKey: string): string {
    return this.#parts.box.open(sealedSecret, totpSecretContext(userKey));
  }

  #offer(account: string, secret: string): EnrollmentOffer {
    const { issuer } = this.#parts;
    return { secret, issuer, account, uri: totpUri(issuer, account, secret) };
  }
}
