import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { minute } from '../../kernel/clock.ts';
import type { FactorPerson } from '../authenticator.ts';
import type { RelyingParty } from './relying-party.ts';

/** What is kept of a key. */
export const credentialSchema = z.object({
  id: z.string(),
  publicKey: z.string(),
  counter: z.number(),
  transports: z.array(z.string()),
  /** Whether it may be copied to other devices of its owner (a passkey), and whether it was. */
  backupEligible: z.boolean(),
  backedUp: z.boolean(),
  aaguid: z.string(),
});
export type Credential = z.output<typeof credentialSchema>;

/** EdDSA, ES256, RS256 (COSE): what keys of the last ten years know. */
const algorithms = [-8, -7, -257];

/**
 * The person gave a password already: the key stands for something that they have, so it is not asked for a PIN or a
 * finger (where it wants one anyway, all the better). Said on both sides, because the library's defaults differ.
 */
const userVerification = 'discouraged';
const requireUserVerification = false;
const timeout = 2 * minute;

/** WebAuthn Level 3 §7.1 and §7.2, by the library; what it leaves to its caller is checked here. */
export class WebAuthnCeremonies {
  readonly #party: RelyingParty;

  constructor(party: RelyingParty) {
    this.#party = party;
  }

  creationOptions(
    person: FactorPerson,
    handle: string,
    challenge: string,
    existing: readonly Credential[],
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    return generateRegistrationOptions({
      rpName: this.#party.name,
      rpID: this.#party.id,
      userName: person.username,
      userDisplayName: person.displayName,
      // Not the user key: a key tells its handle to anybody who holds it (§14.6.1).
      userID: new Uint8Array(Buffer.from(handle, 'base64url')),
      challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
      timeout,
      attestationType: 'none',
      excludeCredentials: existing.map(({ id, transports }) => ({ id, transports: [...transports] })),
      // Not resident: a second factor is looked up by its id, and keys have few places.
      authenticatorSelection: { residentKey: 'discouraged', requireResidentKey: false, userVerification },
      supportedAlgorithmIDs: algorithms,
    });
  }

  requestOptions(
    challenge: string,
    allowed: readonly Credential[],
  ): Promise<PublicKeyCredentialRequestOptionsJSON> {
    return generateAuthenticationOptions({
      rpID: this.#party.id,
      challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
      allowCredentials: allowed.map(({ id, transports }) => ({ id, transports: [...transports] })),
      timeout,
      userVerification,
    });
  }

  /** The new key, or `undefined` for everything that is not exactly right. Never throws. */
  async verifyCreation(posted: string, expectedChallenge: string): Promise<Credential | undefined> {
    const response = parse(posted);
    if (response === undefined) return undefined;
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: response as unknown as RegistrationResponseJSON,
        expectedChallenge,
        expectedOrigin: this.#party.origin,
        expectedRPID: this.#party.id,
        requireUserPresence: true,
        requireUserVerification,
        supportedAlgorithmIDs: algorithms,
      });
      if (!verified || registrationInfo.fmt !== 'none') return undefined;
      const { credential, credentialDeviceType, credentialBackedUp, aaguid } = registrationInfo;
      if (credential.id !== response.id) return undefined;
      return {
        id: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: readTransports(response.response.transports),
        backupEligible: credentialDeviceType === 'multiDevice',
        backedUp: credentialBackedUp,
        aaguid,
      };
    } catch {
      return undefined;
    }
  }

  /**
   * The key as it stands after this use, or `undefined`. The counter is not judged here: one that went back says
   * something about the key, not about this answer. Never throws.
   */
  async verifyRequest(
    posted: string,
    expectedChallenge: string,
    credential: Credential,
  ): Promise<Credential | undefined> {
    const response = parse(posted);
    if (response === undefined || response.id !== credential.id) return undefined;
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: response as unknown as AuthenticationResponseJSON,
        expectedChallenge,
        expectedOrigin: this.#party.origin,
        expectedRPID: this.#party.id,
        requireUserVerification,
        credential: {
          id: credential.id,
          publicKey: new Uint8Array(Buffer.from(credential.publicKey, 'base64url')),
          counter: 0,
          transports: [...credential.transports],
        },
      });
      if (!verified) return undefined;
      const { newCounter, credentialDeviceType, credentialBackedUp } = authenticationInfo;
      // What a key is does not change in its life (§6.1.3).
      if ((credentialDeviceType === 'multiDevice') !== credential.backupEligible) return undefined;
      return { ...credential, counter: newCounter, backedUp: credentialBackedUp };
    } catch {
      return undefined;
    }
  }
}

/** Which key an answer says that it is from. */
export function credentialIdIn(posted: string): string | undefined {
  return parse(posted)?.id;
}

const responseSchema = z.object({
  id: z.string().regex(/^[\w-]{1,1400}$/),
  rawId: z.string(),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string(), transports: z.unknown().optional() }),
  clientExtensionResults: z.looseObject({}).default({}),
});

function parse(posted: string): z.output<typeof responseSchema> | undefined {
  try {
    const response = responseSchema.parse(JSON.parse(posted));
    const clientData: unknown = JSON.parse(
      Buffer.from(response.response.clientDataJSON, 'base64url').toString('utf8'),
    );
    // Our pages are in nobody's frame: an answer that was given in one was not given to us (§5.8.1).
    const { crossOrigin } = z.looseObject({ crossOrigin: z.unknown().optional() }).parse(clientData);
    return crossOrigin === undefined || crossOrigin === false ? response : undefined;
  } catch {
    return undefined;
  }
}

function readTransports(given: unknown): string[] {
  const known = new Set(['usb', 'nfc', 'ble', 'smart-card', 'hybrid', 'internal', 'cable']);
  return Array.isArray(given) ? [...new Set(given)].filter((one) => known.has(one)).map(String) : [];
}
