import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditHead } from './audit-row.ts';

/**
 * The last signed head that this machine has seen, where nobody who has the database alone gets at it: a chain whose
 * end was cut off together with its checkpoints, or that was written anew, does not have it.
 */
export class AuditHeadFile {
  readonly #directory: string;
  readonly path: string;

  constructor(dataDirectory: string) {
    this.#directory = dataDirectory;
    this.path = join(dataDirectory, 'audit-head');
  }

  /** @throws when there is a file that does not hold a head */
  read(): AuditHead | undefined {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8').trim();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const head = parseHead(text);
    if (head === undefined) throw new Error(`${this.path} does not hold a head of the audit`);
    return head;
  }

  /** Whole or not at all. @throws when it cannot be written */
  write(head: AuditHead): void {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    const draft = `${this.path}.${process.pid}`;
    writeFileSync(draft, `${formatHead(head)}\n`, { mode: 0o600 });
    renameSync(draft, this.path);
  }
}

export const formatHead = ({ seq, hash }: AuditHead): string => `${seq}:${hash}`;

/** `SEQ:HASH` */
export function parseHead(text: string): AuditHead | undefined {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  return seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash };
}
