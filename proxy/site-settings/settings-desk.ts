import type { AuditLog, Person } from '../audit/index.ts';
import type { SiteDocument, SiteDocuments } from '../site-documents/index.ts';
import type { SettingsBook } from './settings-book.ts';
import { readSettings, type SettingsProblem } from './settings-document.ts';

export type SettingsChange = {
  /** The version that was looked at. */
  readonly basedOn: number;
  /** The whole document; `undefined` in it means as in the environment. */
  readonly document: unknown;
  readonly actor: Person;
  /** One line. */
  readonly comment: string;
  readonly address: string;
  readonly requestId: string;
};

export type SettingsOutcome =
  | { readonly kind: 'changed'; readonly version: number }
  | { readonly kind: 'invalid'; readonly problems: readonly SettingsProblem[] }
  /** Somebody else changed them meanwhile. */
  | { readonly kind: 'outdated' };

export type SettingsDeskParts = {
  readonly documents: SiteDocuments;
  readonly book: SettingsBook;
  readonly audit: AuditLog;
};

/** Changes settings, and remembers what they were. */
export class SettingsDesk {
  readonly #parts: SettingsDeskParts;

  constructor(parts: SettingsDeskParts) {
    this.#parts = parts;
  }

  async change({ basedOn, document, actor, comment, ...origin }: SettingsChange): Promise<SettingsOutcome> {
    const { documents, book, audit } = this.#parts;
    const reading = readSettings(document);
    if (reading.kind === 'invalid') return reading;
    const actorName = actor.username;
    const wish = {
      kind: 'settings',
      basedOn,
      document: reading.document,
      actor,
      actorName,
      comment,
    } as const;
    const version = await documents.append(wish);
    if (version === undefined) return { kind: 'outdated' };
    await audit.record({
      ...{ type: 'settings.changed', outcome: 'success', actor, target: undefined, ...origin },
      reason: [...`version ${version}: ${comment}`].slice(0, 255).join(''),
    });
    await book.reload();
    return { kind: 'changed', version };
  }

  /** As they were in an earlier version; 0 is before anything was set. */
  async revert(
    version: number,
    change: Omit<SettingsChange, 'document'>,
  ): Promise<SettingsOutcome | { readonly kind: 'unknown' }> {
    const earlier = version === 0 ? {} : (await this.#parts.documents.find('settings', version))?.document;
    if (earlier === undefined) return { kind: 'unknown' };
    return this.change({ ...change, document: earlier });
  }

  history(most: number, below?: number): Promise<readonly SiteDocument[]> {
    return this.#parts.documents.history('settings', most, below);
  }

  find(version: number): Promise<SiteDocument | undefined> {
    return this.#parts.documents.find('settings', version);
  }
}
