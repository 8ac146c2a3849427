import type { SiteDocuments } from '../site-documents/index.ts';
import { type CompiledPolicy, compilePolicy } from './compile-policy.ts';
import { type PolicyDocument, readPolicy } from './policy-document.ts';

/** The policy that counts. */
export type PolicySource = { readonly current: CompiledPolicy };

export type PolicyBookParts = {
  readonly documents: SiteDocuments;
  /** What counts while nothing is stored. */
  readonly initial: PolicyDocument;
  /** Told why a stored policy was not taken over. */
  readonly onProblem: (problem: string) => void;
};

/**
 * The policy that counts, in this process. It is read when the gate starts, when a change is announced, and when
 * announcements come in again after a pause. A stored policy that cannot be read changes nothing: what counted before
 * counts on.
 */
export class PolicyBook implements PolicySource {
  readonly #parts: PolicyBookParts;
  #current: CompiledPolicy | undefined;
  #reading: Promise<void> = Promise.resolve();

  constructor(parts: PolicyBookParts) {
    this.#parts = parts;
  }

  /** @throws Error before the first `reload`: without a policy nothing may be decided */
  get current(): CompiledPolicy {
    if (this.#current === undefined) throw new Error('no policy was read yet');
    return this.#current;
  }

  /**
   * One after the other, so that the latest wins.
   * @throws AppError `store_unavailable`; Error when the first one that is found cannot be read
   */
  reload(): Promise<void> {
    const next = this.#reading.catch(() => undefined).then(() => this.#read());
    this.#reading = next;
    return next;
  }

  async #read(): Promise<void> {
    const { documents, initial, onProblem } = this.#parts;
    const stored = await documents.latest('policy');
    if (stored === undefined) {
      this.#current = compilePolicy(initial, 0);
      return;
    }
    if (stored.version === this.#current?.version) return;
    const reading = readPolicy(stored.document);
    if (reading.kind === 'policy') {
      this.#current = compilePolicy(reading.document, stored.version);
      return;
    }
    const problem = `policy version ${stored.version} cannot be used: ${reading.problems.join('; ')}`;
    if (this.#current === undefined) throw new Error(problem);
    onProblem(problem);
  }
}
