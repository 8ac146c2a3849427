import { type Clock, minute } from '../kernel/clock.ts';
import type { AuditChain } from './audit-chain.ts';
import type { AuditHeadFile } from './audit-head-file.ts';
import { type Checkpoint, type CheckpointSigner, checkpointVerifier } from './checkpoint.ts';

export type CheckpointOutcome =
  | { readonly kind: 'written'; readonly checkpoint: Checkpoint }
  | { readonly kind: 'nothing_new' }
  /** The chain is not the one that this machine knows: signing it would vouch for it. */
  | { readonly kind: 'not_continued'; readonly seq: number };

export type CheckpointParts = {
  readonly chain: AuditChain;
  readonly signer: CheckpointSigner;
  readonly headFile: AuditHeadFile;
  readonly clock: Clock;
};

/** Signs the head of the chain, and remembers on this machine what any gate has signed. */
export class CheckpointWriter {
  readonly #parts: CheckpointParts;
  readonly #verify: ReturnType<typeof checkpointVerifier>;

  constructor(parts: CheckpointParts) {
    this.#parts = parts;
    this.#verify = checkpointVerifier(parts.signer.publicKeys);
  }

  /** @param minimumAge of the checkpoint before (milliseconds); 0 for one on demand */
  async write(minimumAge: number = minute): Promise<CheckpointOutcome> {
    const { chain, signer, headFile, clock } = this.#parts;
    const remembered = headFile.read();
    if (remembered !== undefined && (await chain.hashAt(remembered.seq)) !== remembered.hash) {
      return { kind: 'not_continued', seq: remembered.seq };
    }
    const checkpoint = await chain.addCheckpoint(minimumAge, (head) => signer.sign(head, new Date(clock())));
    const latest = checkpoint ?? (await chain.latestCheckpoint());
    // Of another gate's only what is signed, and only what the chain has: the database may say anything.
    const isNewer = latest !== undefined && latest.seq > (remembered?.seq ?? 0);
    if (isNewer && this.#verify(latest) === 'right' && (await chain.hashAt(latest.seq)) === latest.hash) {
      headFile.write(latest);
    }
    return checkpoint === undefined ? { kind: 'nothing_new' } : { kind: 'written', checkpoint };
  }
}
