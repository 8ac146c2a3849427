import type { SiteDocuments } from '../site-documents/index.ts';
import { readSettings, type SettingsDocument } from './settings-document.ts';
import { type SiteSettings, withDefaults } from './site-settings.ts';

export type SettingsState = {
  /** Of the stored document; 0 while there is none. */
  readonly version: number;
  readonly document: SettingsDocument;
  readonly values: SiteSettings;
};

export type SettingsBookParts = {
  readonly documents: SiteDocuments;
  /** What counts where nothing is stored: the environment's. */
  readonly defaults: SiteSettings;
  /** Told why stored settings were not taken over. */
  readonly onProblem: (problem: string) => void;
};

/**
 * The settings that count, in this process. They are read when the gate starts, when a change is announced, and when
 * announcements come in again after a pause. Stored settings that cannot be read change nothing.
 */
export class SettingsBook {
  readonly #parts: SettingsBookParts;
  #state: SettingsState | undefined;
  #reading: Promise<void> = Promise.resolve();

  constructor(parts: SettingsBookParts) {
    this.#parts = parts;
  }

  /** @throws Error before the first `reload`: what an administrator made stricter must not be loose for a moment */
  get state(): SettingsState {
    if (this.#state === undefined) throw new Error('no settings were read yet');
    return this.#state;
  }

  get current(): SiteSettings {
    return this.state.values;
  }

  get defaults(): SiteSettings {
    return this.#parts.defaults;
  }

  /**
   * One after the other, so that the latest wins.
   * @throws AppError `store_unavailable`; Error when the first ones that are found cannot be read
   */
  reload(): Promise<void> {
    const next = this.#reading.catch(() => undefined).then(() => this.#read());
    this.#reading = next;
    return next;
  }

  async #read(): Promise<void> {
    const { documents, defaults, onProblem } = this.#parts;
    const stored = await documents.latest('settings');
    const version = stored?.version ?? 0;
    if (version === this.#state?.version) return;
    const reading = readSettings(stored?.document ?? {});
    if (reading.kind === 'settings') {
      const { document } = reading;
      this.#state = { version, document, values: withDefaults(document, defaults) };
      return;
    }
    const places = reading.problems.map(({ path, message }) => `${path}: ${message}`);
    const problem = `settings version ${version} cannot be used: ${places.join('; ')}`;
    if (this.#state === undefined) throw new Error(problem);
    onProblem(problem);
  }
}
