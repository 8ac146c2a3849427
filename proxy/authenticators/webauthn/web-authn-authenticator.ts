import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { minute } from '../../kernel/clock.ts';
import type {
  Authenticator,
  FactorContext,
  FactorInput,
  FactorResult,
  FactorSetup,
  OwnedAuthenticator,
  SetupResult,
} from '../authenticator.ts';
import { readFactorName } from '../factor-name.ts';
import { type FactorRow, FactorRows } from '../factor-rows.ts';
import type { FactorTools } from '../factor-tools.ts';
import type { RelyingParty } from './relying-party.ts';
import {
  type Credential,
  credentialIdIn,
  credentialSchema,
  WebAuthnCeremonies,
} from './web-authn-ceremonies.ts';

export type WebAuthnPrompt = { readonly options: PublicKeyCredentialRequestOptionsJSON };
export type WebAuthnOffer = { readonly options: PublicKeyCredentialCreationOptionsJSON };

const challengeLife = 5 * minute;
const mostKeys = 20;

/** Security keys, fingerprint readers, passkeys. Works only with the one site that it was made for: not to be phished. */
export class WebAuthnAuthenticator implements Authenticator<WebAuthnPrompt, WebAuthnOffer> {
  readonly method = 'WEBAUTHN';
  readonly traits = {
    slug: 'key',
    strength: 90,
    role: 'primary',
    several: true,
    events: { right: 'factor.verified', wrong: 'factor.failed' },
  } as const;
  readonly setup: FactorSetup<WebAuthnOffer>;
  readonly #tools: FactorTools;
  readonly #rows: FactorRows<Credential>;
  readonly #ceremonies: WebAuthnCeremonies;

  constructor(tools: FactorTools, party: RelyingParty) {
    this.#tools = tools;
    this.#rows = new FactorRows(tools, this.method, credentialSchema);
    this.#ceremonies = new WebAuthnCeremonies(party);
    this.setup = {
      offer: (context) => this.#offer(context),
      confirm: (context, input) => this.#confirm(context, input),
    };
  }

  list(userKey: string): Promise<readonly OwnedAuthenticator[]> {
    return this.#rows.owned(userKey);
  }

  async prompt({ person, flow }: FactorContext): Promise<WebAuthnPrompt> {
    const rows = await this.#usable(person.userKey);
    const challenge = await this.#challenge(['webauthn get', flow, person.userKey]);
    const allowed = rows.map(({ data }) => data);
    return { options: await this.#ceremonies.requestOptions(challenge, allowed) };
  }

  /** The challenge is used up whatever the answer is worth; of two answers at once one is looked at. */
  async verify({ person, flow }: FactorContext, { response = '' }: FactorInput): Promise<FactorResult> {
    const { memory, clock } = this.#tools;
    const { userKey } = person;
    const challenge = await memory.take(['webauthn get', flow, userKey]);
    if (challenge === undefined) return { kind: 'wrong', reason: 'no challenge' };
    const id = credentialIdIn(response);
    const row = (await this.#usable(userKey)).find(({ data }) => data.id === id);
    if (row === undefined) return { kind: 'wrong', reason: 'not a key of this person' };
    const used = await this.#ceremonies.verifyRequest(response, challenge, row.data);
    if (used === undefined) return { kind: 'wrong', reason: 'wrong answer of a key' };
    const at = new Date(clock());
    if (wentBack(row.data.counter, used.counter)) {
      await this.#rows.block(userKey, row, at);
      return { kind: 'wrong', reason: 'the counter of a key went back', alarm: 'copied_key' };
    }
    const won = await this.#rows.use(userKey, row, used, at);
    return won ? { kind: 'right' } : { kind: 'wrong', reason: 'used at the same time' };
  }

  async #offer({ person, flow }: FactorContext): Promise<WebAuthnOffer> {
    const { userKey } = person;
    const challenge = await this.#challenge(['webauthn create', flow, userKey]);
    const handle = this.#tools.hash('webauthn user handle', userKey);
    // A blocked key may be registered anew.
    const existing = (await this.#usable(userKey)).map(({ data }) => data);
    return { options: await this.#ceremonies.creationOptions(person, handle, challenge, existing) };
  }

  async #confirm({ person, flow }: FactorContext, input: FactorInput): Promise<SetupResult> {
    const { memory, hash } = this.#tools;
    const { userKey } = person;
    const challenge = await memory.take(['webauthn create', flow, userKey]);
    if (challenge === undefined) return { kind: 'wrong', reason: 'no challenge' };
    const credential = await this.#ceremonies.verifyCreation(input.response ?? '', challenge);
    if (credential === undefined) return { kind: 'wrong', reason: 'wrong answer of a key' };
    if ((await this.#rows.list(userKey)).length >= mostKeys)
      return { kind: 'wrong', reason: 'too many keys' };
    const uniqueKey = hash('webauthn credential', credential.id);
    const name = readFactorName(input.name ?? '');
    return { kind: 'right', factor: this.#rows.create(userKey, { name, data: credential, uniqueKey }) };
  }

  /** The same until it is used: a page that was loaded twice asks the same. */
  async #challenge(slot: readonly string[]): Promise<string> {
    const { memory, randomBytes } = this.#tools;
    const standing = await memory.look(slot);
    if (standing !== undefined) return standing;
    const challenge = randomBytes(32).toString('base64url');
    await memory.put(slot, challenge, challengeLife);
    return challenge;
  }

  async #usable(userKey: string): Promise<readonly FactorRow<Credential>[]> {
    return (await this.#rows.list(userKey)).filter(({ stored }) => !stored.blocked);
  }
}

/** Keys that count count up; those that do not stay at 0 (WebAuthn Level 3 §6.1.1). */
function wentBack(stored: number, now: number): boolean {
  return (stored !== 0 || now !== 0) && now <= stored;
}
