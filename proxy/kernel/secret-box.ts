import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** AES-256 keys by id. The first one writes; the others can still read (key rotation). */
export type KeyRing = readonly { readonly id: string; readonly key: Buffer }[];

const version = 's1';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals short secrets for storage: AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D §8.2.2).
 *
 * The context is authenticated with the text (AAD): a value copied to another table, column or person does not
 * open there. Format: `s1:<key id>:<base64url of nonce, cipher text, tag>`.
 */
export class SecretBox {
  readonly #ring: KeyRing;

  constructor(ring: KeyRing) {
    if (ring.length === 0) throw new Error('a key ring needs at least one key');
    this.#ring = ring;
  }

  seal(plain: string, context: readonly string[]): string {
    const [writer] = this.#ring;
    if (writer === undefined) throw new Error('a key ring needs at least one key');
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', writer.key, nonce);
    cipher.setAAD(associatedData(writer.id, context));
    const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${version}:${writer.id}:${sealed.toString('base64url')}`;
  }

  /** @throws Error when the value was changed, moved to another place, or sealed with a key that is not in the ring. */
  open(sealed: string, context: readonly string[]): string {
    const [found, keyId, body, ...rest] = sealed.split(':');
    const reader = this.#ring.find((entry) => entry.id === keyId);
    if (found !== version || body === undefined || rest.length > 0 || !/^[\w-]+$/.test(body))
      throw new Error('not a sealed value');
    if (reader === undefined) throw new Error('sealed with a key that is not in the key ring');
    const bytes = Buffer.from(body, 'base64url');
    const nonce = bytes.subarray(0, nonceBytes);
    const tag = bytes.subarray(bytes.length - tagBytes);
    const decipher = createDecipheriv('aes-256-gcm', reader.key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(associatedData(reader.id, context));
    decipher.setAuthTag(tag);
    const text = bytes.subarray(nonceBytes, bytes.length - tagBytes);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  }
}

export function isSealed(value: string): boolean {
  return value.startsWith(`${version}:`);
}

/** Length-prefixed, so that no two different lists give the same bytes. */
function associatedData(keyId: string, context: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify([version, keyId, ...context]), 'utf8');
}
