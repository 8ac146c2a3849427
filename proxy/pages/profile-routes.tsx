import type { Request, Response } from 'express';
import type { ActivityReader } from '../audit/index.ts';
import type { Factors, OwnedFactor } from '../authenticators/index.ts';
import type { FactorPreferences } from '../enrollment/index.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { type SafePath, withParameter } from '../kernel/safe-path.ts';
import { fewBackupCodes } from '../notification/index.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import { type TrustedDeviceService, trustedDeviceMethod } from '../trusted-device/index.ts';
import {
  type Language,
  type Message,
  NoFactorPage,
  type PageForm,
  type ProfileEntry,
  type ProfileMethod,
  ProfilePage,
  type ProfilePageProps,
} from '../ui/index.ts';
import type { FactorParts } from './factor-parts.tsx';
import { type PageKit, parameter, type Speech } from './page-kit.ts';
import type { Owner, SettingsEntrance } from './settings-entrance.ts';

export type ProfileParts = {
  readonly kit: PageKit;
  readonly parts: FactorParts;
  readonly factors: Factors;
  readonly preferences: FactorPreferences;
  readonly settings: SettingsEntrance;
  readonly devices: TrustedDeviceService;
  readonly sessions: VerifiedSessionService;
  readonly activity: ActivityReader;
  /** An address with what the site calls its network. */
  readonly placeNamed: (address: string) => string;
  /** Whether everybody needs a second factor here. */
};

const activitiesShown = 10;

/** What people have, and what they can do about it. */
export class ProfileRoutes {
  readonly #parts: ProfileParts;

  constructor(parts: ProfileParts) {
    this.#parts = parts;
  }

  readonly show = async (req: Request, res: Response, scope: RequestScope): Promise<void> => {
    const { kit, settings } = this.#parts;
    const owner = await settings.enter(res, scope, kit.links.page('profile'));
    if (owner === undefined) return;
    const { speech, principal, sessionId } = owner;
    const { words } = speech;
    const frame = {
      title: words.profile.title,
      isOwnPage: true,
      signedInAs: { displayName: principal.displayName, username: principal.username },
      logoutForm: kit.logoutForm(sessionId),
    };
    if (owner.verified === undefined) {
      const page = <NoFactorPage enrollHref={kit.links.page('enroll')} words={words} />;
      return kit.send(res, speech, page, frame);
    }
    const props = await this.#props(owner);
    const message = noticeOf(parameter(req, 'done'), owner) ?? this.#helpNotice(owner);
    kit.send(res, speech, <ProfilePage {...props} message={message} words={words} />, frame);
  };

  /** A session that somebody else's code opened, until its owner has looked after that. */
  #helpNotice({ verified, speech }: Owner): Message | undefined {
    const traits = this.#parts.factors.find(verified?.method ?? '')?.traits;
    return traits?.loginOnly === true ? speech.words.profile.helpDeskSession : undefined;
  }

  async #props(owner: Owner): Promise<Omit<ProfilePageProps, 'words'>> {
    const { kit, factors } = this.#parts;
    const { obliged } = owner.standing.requirement;
    const { userKey } = owner.principal;
    const owned = await factors.ownedBy(userKey);
    const methods = await this.#methods(owner, owned);
    const owns = new Set(owned.map(({ authenticator }) => authenticator.method));
    const canAdd = factors.offered().some(({ method, traits }) => traits.several || !owns.has(method));
    const movable = await factors.movableOf(userKey);
    const isOnly = methods.filter(({ removeHref }) => removeHref !== undefined).length === 0;
    return {
      methods,
      addHref: canAdd ? kit.links.page('add') : undefined,
      newPhoneHref: movable === undefined ? undefined : kit.links.page('new-phone'),
      turnOffHref: isOnly && !obliged ? kit.links.page('turn-off') : undefined,
      codes: this.#codes(owner, owned),
      devices: await this.#devices(owner),
      sessions: await this.#sessions(owner),
      activity: await this.#activity(owner),
    };
  }

  async #methods(owner: Owner, owned: readonly OwnedFactor[]): Promise<readonly ProfileMethod[]> {
    const { parts, factors, preferences } = this.#parts;
    const { speech, principal } = owner;
    const { profile } = speech.words;
    const shown = owned.filter(({ authenticator }) => authenticator.traits.role !== 'recovery');
    const strong = shown.flatMap(({ authenticator, entries }) =>
      authenticator.traits.role === 'primary' ? entries.filter(({ blocked }) => !blocked) : [],
    );
    const preferred = await preferences.find(principal.userKey);
    return shown.flatMap(({ authenticator, entries }) => {
      const { method, traits } = authenticator;
      const factorName = parts.words(authenticator, speech).name;
      const isDefault = method === preferred && shown.length > 1;
      return entries.map((entry, at): ProfileMethod => {
        // A blocked one goes as soon as there is another.
        const last = strong.length === 0 ? entry.blocked : strong.length === 1 && strong[0] === entry;
        const warning = entry.blocked && !entry.unreadable ? profile.blocked : undefined;
        const notAllowed = factors.isAllowed(authenticator) ? undefined : profile.notAllowed;
        return {
          id: entry.id,
          icon: parts.of(authenticator).icon,
          name: [factorName, entry.name || entry.detail].filter(Boolean).join(': '),
          facts: [
            profile.added(day(entry.addedAt, speech.language)),
            entry.lastUsedAt === undefined
              ? profile.neverUsed
              : profile.lastUsed(moment(entry.lastUsedAt, speech.language)),
          ].join(' · '),
          warning: warning ?? notAllowed,
          isDefault: isDefault && at === 0,
          makeDefault:
            shown.length > 1 && !isDefault && at === 0 && traits.role === 'primary'
              ? this.#form(owner, 'default', { method: traits.slug })
              : undefined,
          renameHref: this.#at('rename', entry.id),
          removeHref: last ? undefined : this.#at('remove', entry.id),
        };
      });
    });
  }

  #codes(owner: Owner, owned: readonly OwnedFactor[]): ProfilePageProps['codes'] {
    const { profile } = owner.speech.words;
    const issuer = this.#parts.factors.issuer();
    const set = owned.find(({ authenticator }) => authenticator === issuer)?.entries[0];
    const left = Number(set?.detail ?? 0);
    return {
      text: set === undefined ? profile.codesNone : profile.codesLeft(left),
      warning: left <= fewBackupCodes,
      hasSet: set !== undefined,
      renew: this.#form(owner, 'backup-codes'),
      recoveryCode: this.#form(owner, 'new-recovery-code'),
    };
  }

  async #devices(owner: Owner): Promise<ProfilePageProps['devices']> {
    const { devices, placeNamed } = this.#parts;
    const { profile } = owner.speech.words;
    const { language } = owner.speech;
    if (devices.days === 0) return undefined;
    const entries = (await devices.list(owner.principal.userKey)).map(
      ({ id, browser, address, lastSeenAt, expiresAt }): ProfileEntry => ({
        id,
        icon: 'screen',
        title: browser || profile.unknownBrowser,
        facts: [
          profile.lastSeen(moment(lastSeenAt, language), placeNamed(address)),
          profile.expires(day(expiresAt, language)),
        ].join(' · '),
        action: { form: this.#form(owner, 'devices', { id }), label: profile.forget },
      }),
    );
    return { entries, forgetAll: this.#form(owner, 'devices', { id: 'all' }) };
  }

  async #sessions(owner: Owner): Promise<ProfilePageProps['sessions']> {
    const { sessions, parts, placeNamed } = this.#parts;
    const { speech, principal, verified } = owner;
    const { profile } = speech.words;
    const alive = await sessions.list(principal.userKey);
    const entries = alive.map(({ family, browser, address, method, verifiedAt }): ProfileEntry => {
      const current = family === verified?.family;
      const how = method === trustedDeviceMethod ? profile.devices : parts.nameOf(method, speech);
      return {
        id: family,
        icon: 'screen',
        title: browser || profile.unknownBrowser,
        facts: [profile.verifiedAt(moment(verifiedAt, speech.language), placeNamed(address)), how].join(
          ' · ',
        ),
        current,
        action: current
          ? undefined
          : { form: this.#form(owner, 'sessions', { id: family }), label: profile.end },
      };
    });
    // Always: the list is long, and what is not in it has to end, too.
    return { entries, endOthers: this.#form(owner, 'sessions', { id: 'others' }) };
  }

  async #activity({ principal, speech }: Owner): Promise<readonly ProfileEntry[]> {
    const { profile } = speech.words;
    const recent = await this.#parts.activity.recent(principal.userKey, activitiesShown);
    return recent.map(({ id, type, outcome, reason, at, address }) => ({
      id,
      icon: outcome === 'success' ? 'info' : 'warning',
      title: [profile.events[type] ?? type, this.#factorIn(type, reason, speech)].filter(Boolean).join(': '),
      facts: `${moment(at, speech.language)} · ${profile.activityFrom(this.#parts.placeNamed(address))}`,
    }));
  }

  /** Which factor an event is about, where its reason is the factor's method. */
  #factorIn(type: string, reason: string, speech: Speech): string | undefined {
    const { parts, factors } = this.#parts;
    if (!type.startsWith('authenticator.') || factors.find(reason) === undefined) return undefined;
    return parts.nameOf(reason, speech);
  }

  #form(
    { secret }: Owner,
    page: 'default' | 'backup-codes' | 'new-recovery-code' | 'devices' | 'sessions',
    fields: Readonly<Record<string, string>> = {},
  ): PageForm {
    const { kit } = this.#parts;
    return kit.form(kit.links.page(page), secret, kit.links.page('profile'), fields);
  }

  #at(page: 'rename' | 'remove', id: string): SafePath {
    return withParameter(this.#parts.kit.links.page(page), 'id', id);
  }
}

function noticeOf(done: string | undefined, { speech }: Owner): Message | undefined {
  const { notices } = speech.words.profile;
  const text = Object.entries(notices).find(([name]) => name === done)?.[1];
  return text === undefined ? undefined : { kind: 'success', text };
}

/** The gate does not know where people are: times say their zone. */
function moment(at: Date, language: Language): string {
  const format = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(language, format).format(at)} UTC`;
}

function day(at: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}
