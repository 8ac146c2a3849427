import {
  createHash,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { KeyRing } from '../kernel/secret-box.ts';
import type { AuditHead } from './audit-row.ts';

/** A head of the chain, signed: who has the database alone cannot make one. */
export type Checkpoint = AuditHead & {
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly keyId: string;
  /** Ed25519 (RFC 8032), base64. */
  readonly signature: string;
};

/** What an auditor needs: SubjectPublicKeyInfo as base64 (RFC 8410), and the id that is computed from it. */
export type AuditPublicKey = { readonly keyId: string; readonly publicKey: string };

/** PKCS #8 around a seed of 32 bytes (RFC 8410 §7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

const text = ({ seq, hash, at, keyId }: Omit<Checkpoint, 'signature'>) =>
  Buffer.from(`two-step-gate audit checkpoint v1\n${seq}\n${hash}\n${at}\n${keyId}\n`, 'utf8');

function privateKey(ringKey: Buffer): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', ringKey, '', 'two-step-gate audit checkpoints v1', 32));
  return createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
}

function publicKeyOf(key: KeyObject): AuditPublicKey {
  const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return { keyId: fingerprint(der), publicKey: der.toString('base64') };
}

const fingerprint = (der: Buffer) => createHash('sha256').update(der).digest('hex').slice(0, 32);

/** Signs with a key that is derived (HKDF, RFC 5869) from the ring's first key; the others' are still believed. */
export class CheckpointSigner {
  readonly #key: KeyObject;
  readonly publicKeys: readonly [AuditPublicKey, ...AuditPublicKey[]];

  constructor(ring: KeyRing) {
    const [first, ...others] = ring.map(({ key }) => privateKey(key));
    if (first === undefined) throw new Error('a key ring needs at least one key');
    this.#key = first;
    this.publicKeys = [publicKeyOf(first), ...others.map(publicKeyOf)];
  }

  sign(head: AuditHead, at: Date): Checkpoint {
    const unsigned = { ...head, at: at.toISOString(), keyId: this.publicKeys[0].keyId };
    return { ...unsigned, signature: sign(null, text(unsigned), this.#key).toString('base64') };
  }
}

/** Reads a key that `two-step audit key` printed. @throws when it is none */
export function readPublicKey(base64: string): AuditPublicKey {
  const der = Buffer.from(base64, 'base64');
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  return { keyId: fingerprint(der), publicKey: base64 };
}

export type CheckpointCheck = 'right' | 'forged' | 'unknown_key';

/** Whether one of these keys signed a checkpoint. Ids are computed from the keys anew, never believed. */
export function checkpointVerifier(keys: readonly AuditPublicKey[]): (one: Checkpoint) => CheckpointCheck {
  const known = new Map<string, KeyObject>();
  for (const { publicKey } of keys) {
    const { keyId } = readPublicKey(publicKey);
    known.set(keyId, createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }));
  }
  return (checkpoint) => {
    const key = known.get(checkpoint.keyId);
    if (key === undefined) return 'unknown_key';
    const signature = Buffer.from(checkpoint.signature, 'base64');
    return verify(null, text(checkpoint), key, signature) ? 'right' : 'forged';
  };
}
