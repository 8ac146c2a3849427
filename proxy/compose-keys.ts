import { randomBytes } from 'node:crypto';
import { type Database, gateName, KnexSealedValues } from '../db/index.ts';
import { CheckpointSigner } from './audit/index.ts';
import { type Config, writeKeyFile } from './config/index.ts';
import type { KeyRing } from './kernel/secret-box.ts';
import { KeyRotation, withNewKey } from './keys/index.ts';

type Parts = {
  readonly config: Config;
  readonly db: Database;
  readonly keyRing: KeyRing;
};

/** The ring of keys, and what is sealed with it. */
export function composeKeys({ config, db, keyRing }: Parts) {
  const { dataDirectory } = config;
  return {
    ring: keyRing,
    /** Whether the gate made the key itself and keeps it in a file. */
    inFile: config.keyRing === undefined,
    rotation: new KeyRotation(new KnexSealedValues(db)),
    withNewKey: (now: Date) => withNewKey(keyRing, now, randomBytes),
    /** In the place of what stands there. */
    keep: (ring: KeyRing) => writeKeyFile(dataDirectory, ring),
    /** As a gate with this ring calls itself. */
    gateName: (ring: KeyRing) => gateNameOf(ring),
  };
}

export function gateNameOf(ring: KeyRing): string {
  return gateName(new CheckpointSigner(ring).publicKeys[0].keyId);
}
