import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { RawAnswer } from '../jira/raw-client.ts';
import { unescapeHtml, type Visitor } from './visitor.ts';

/** What a page asks a key for: of `data-options`, what a key reads. */
export type KeyOptions = {
  readonly challenge: string;
  readonly rp?: { readonly id: string };
  readonly rpId?: string;
  readonly allowCredentials?: readonly { readonly id: string }[];
};

/** What a browser or a key says that is not as it should be. What is left out is honest. */
export type Twist = {
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly challenge?: string | undefined;
  readonly crossOrigin?: boolean;
  readonly topOrigin?: string;
  readonly userPresent?: boolean;
  readonly userVerified?: boolean;
  readonly backupEligible?: boolean;
  readonly backedUp?: boolean;
  readonly counter?: number;
  /** Of the answer, in the place of the key's own. */
  readonly id?: string;
  readonly rawId?: string;
  readonly signature?: Buffer;
  /** In the place of the whole. */
  readonly attestationObject?: Buffer;
  readonly authenticatorData?: Buffer;
};

export type SoftKeyTraits = {
  /** The site that the browser is at. */
  readonly origin: string;
  /** A passkey: may be copied to other devices of its owner. */
  readonly backupEligible?: boolean;
  readonly backedUp?: boolean;
  /** Whether it counts its uses; those that do not say 0 for ever. */
  readonly counts?: boolean;
  readonly algorithm?: keyof typeof algorithms;
  readonly id?: Buffer;
};

/** COSE (RFC 9053 §2.1): key type EC2, and algorithm, curve, length of a coordinate and hash of each. */
const algorithms = {
  ES256: { cose: -7, curve: 1, named: 'P-256', length: 32, hash: 'sha256' },
  ES384: { cose: -35, curve: 2, named: 'P-384', length: 48, hash: 'sha384' },
} as const;

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();
const base64url = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64url');

/** A security key and the browser before it, in software (WebAuthn Level 3 §6): for tests without a browser. */
export class SoftKey {
  readonly id: string;
  counter = 0;
  readonly #traits: SoftKeyTraits;
  readonly #private: KeyObject;
  readonly #public: KeyObject;

  constructor(traits: SoftKeyTraits) {
    this.#traits = traits;
    this.id = base64url(traits.id ?? randomBytes(32));
    const { named } = algorithms[traits.algorithm ?? 'ES256'];
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: named });
    this.#private = privateKey;
    this.#public = publicKey;
  }

  /** What `navigator.credentials.create` answers, as the page posts it. */
  create(options: KeyOptions, twist: Twist = {}): string {
    const authData = this.#authenticatorData(twist.rpId ?? options.rp?.id ?? '', twist, true);
    const attestation = twist.attestationObject ?? attestationNone(twist.authenticatorData ?? authData);
    return this.#answer(twist, {
      clientDataJSON: base64url(this.#clientData('webauthn.create', options, twist)),
      attestationObject: base64url(attestation),
      transports: ['usb'],
    });
  }

  /** What `navigator.credentials.get` answers. */
  get(options: KeyOptions, twist: Twist = {}): string {
    const authenticatorData =
      twist.authenticatorData ?? this.#authenticatorData(twist.rpId ?? options.rpId ?? '', twist, false);
    const clientData = this.#clientData('webauthn.get', options, twist);
    const signed = Buffer.concat([authenticatorData, sha256(clientData)]);
    const { hash } = algorithms[this.#traits.algorithm ?? 'ES256'];
    return this.#answer(twist, {
      clientDataJSON: base64url(clientData),
      authenticatorData: base64url(authenticatorData),
      signature: base64url(twist.signature ?? sign(hash, signed, this.#private)),
    });
  }

  #answer({ id = this.id, rawId = id }: Twist, response: Record<string, unknown>): string {
    return JSON.stringify({ id, rawId, type: 'public-key', response, clientExtensionResults: {} });
  }

  #clientData(type: string, options: KeyOptions, twist: Twist): string {
    const { crossOrigin = false, topOrigin } = twist;
    const challenge = 'challenge' in twist ? twist.challenge : options.challenge;
    const origin = twist.origin ?? this.#traits.origin;
    return JSON.stringify({ type: twist.type ?? type, challenge, origin, crossOrigin, topOrigin });
  }

  /** §6.1: whose site, flags, counter, and at the registration the key itself. */
  #authenticatorData(rpId: string, twist: Twist, registering: boolean): Buffer {
    if (this.#traits.counts !== false && twist.counter === undefined) this.counter += 1;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(twist.counter ?? this.counter);
    const flags = [
      twist.userPresent ?? true,
      false,
      twist.userVerified ?? false,
      twist.backupEligible ?? this.#traits.backupEligible ?? false,
      twist.backedUp ?? this.#traits.backedUp ?? false,
      false,
      registering,
    ].reduce((bits, set, at) => bits | (set ? 1 << at : 0), 0);
    const head = Buffer.concat([sha256(rpId), Buffer.from([flags]), counter]);
    return registering ? Buffer.concat([head, this.#attestedCredential()]) : head;
  }

  #attestedCredential(): Buffer {
    const id = Buffer.from(this.id, 'base64url');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(id.length);
    return Buffer.concat([Buffer.alloc(16), length, id, this.#coseKey()]);
  }

  #coseKey(): Buffer {
    const { cose, curve, length } = algorithms[this.#traits.algorithm ?? 'ES256'];
    const { x = '', y = '' } = this.#public.export({ format: 'jwk' });
    const coordinate = (text: string) => cborBytes(Buffer.from(text, 'base64url').subarray(0, length));
    const entries = [
      [cborInt(1), cborInt(2)],
      [cborInt(3), cborInt(cose)],
      [cborInt(-1), cborInt(curve)],
      [cborInt(-2), coordinate(x)],
      [cborInt(-3), coordinate(y)],
    ];
    return Buffer.concat([cborHead(5, entries.length), ...entries.flat()]);
  }
}

/** The `none` format (§8.7). */
export function attestationNone(authData: Buffer): Buffer {
  return Buffer.concat([
    cborHead(5, 3),
    ...[cborText('fmt'), cborText('none')],
    ...[cborText('attStmt'), cborHead(5, 0)],
    ...[cborText('authData'), cborBytes(authData)],
  ]);
}

/** Major type and argument (RFC 8949 §3), up to 65535. */
export function cborHead(major: number, argument: number): Buffer {
  const type = major << 5;
  if (argument < 24) return Buffer.from([type | argument]);
  if (argument < 256) return Buffer.from([type | 24, argument]);
  return Buffer.from([type | 25, argument >> 8, argument & 255]);
}

const cborInt = (value: number) => (value < 0 ? cborHead(1, -1 - value) : cborHead(0, value));
const cborBytes = (bytes: Buffer) => Buffer.concat([cborHead(2, bytes.length), bytes]);
const cborText = (text: string) => Buffer.concat([cborHead(3, text.length), Buffer.from(text)]);

/** What a page asks a key for. */
export function keyOptionsIn({ text, status }: RawAnswer): KeyOptions {
  const options = /<form\b[^>]* data-web-authn="[a-z]+"[^>]* data-options="([^"]*)"/.exec(text)?.[1];
  if (options === undefined) throw new Error(`a page that asks no key: ${status} ${text.slice(0, 800)}`);
  return JSON.parse(unescapeHtml(options)) as KeyOptions;
}

const pages = '/plugins/servlet/two-step';

/** Sets a key up, as the first factor or as one more; throws when it was not taken. */
export async function registerKey(
  visitor: Visitor,
  key: SoftKey,
  page: 'enroll' | 'add' = 'add',
): Promise<RawAnswer> {
  const form = await visitor.open(`${pages}/${page}?method=key`);
  const answer = await visitor.answerForm(form, { response: key.create(keyOptionsIn(form)), name: '' });
  if (answer.status !== 303) throw new Error(`the key was not taken: ${answer.status} ${answer.text}`);
  return answer;
}

/** Opens the page that asks for a key and answers with this one. */
export async function showKey(visitor: Visitor, key: SoftKey, twist: Twist = {}): Promise<RawAnswer> {
  const form = await visitor.open(`${pages}/challenge?method=key`);
  return visitor.answerForm(form, { response: key.get(keyOptionsIn(form), twist) });
}
