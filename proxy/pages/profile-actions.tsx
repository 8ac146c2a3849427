import type { Request, Response } from 'express';
import type { AuditEventType, AuditLog } from '../audit/index.ts';
import { readFactorName } from '../authenticators/factor-name.ts';
import type { Factors } from '../authenticators/index.ts';
import type { OwnEnrollmentService } from '../enrollment/index.ts';
import { originOf } from '../http/browser-name.ts';
import type { RequestScope } from '../http/request-scope.ts';
import { addCookies, sendRedirect } from '../http/send.ts';
import { withParameter } from '../kernel/safe-path.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import type { TrustedDeviceService } from '../trusted-device/index.ts';
import { RenamePage } from '../ui/index.ts';
import type { BrowserMemo } from './browser-memo.ts';
import { field, type PageKit, parameter } from './page-kit.ts';
import type { RecoveryCodeShelf } from './recovery-code-shelf.ts';
import type { SessionRenewal } from './session-renewal.ts';
import type { Owner, SettingsEntrance, VerifiedOwner } from './settings-entrance.ts';

export type ProfileActionParts = {
  readonly kit: PageKit;
  readonly factors: Factors;
  readonly settings: SettingsEntrance;
  readonly ownEnrollment: OwnEnrollmentService;
  readonly devices: TrustedDeviceService;
  readonly sessions: VerifiedSessionService;
  readonly shelf: RecoveryCodeShelf;
  readonly audit: AuditLog;
  readonly renewal: SessionRenewal;
  readonly memo: BrowserMemo;
};

type Handler = (req: Request, res: Response, scope: RequestScope) => Promise<void>;

/** What people do on their page. Every change wants a fresh proof; ending and forgetting do not: they only take away. */
export class ProfileActions {
  readonly #parts: ProfileActionParts;

  constructor(parts: ProfileActionParts) {
    this.#parts = parts;
  }

  readonly showRename: Handler = async (req, res, scope) => {
    const owner = await this.#enterFresh(req, res, scope);
    if (owner === undefined) return;
    const id = parameter(req, 'id') ?? '';
    const found = await this.#parts.ownEnrollment.findFactor(owner.principal, id);
    if (found === undefined) return this.#back(res);
    const { kit } = this.#parts;
    const { words } = owner.speech;
    const form = this.#form(owner, 'rename', id);
    const page = (
      <RenamePage form={form} name={found.name} backHref={kit.links.page('profile')} words={words} />
    );
    kit.send(res, owner.speech, page, { title: words.profile.rename });
  };

  readonly rename: Handler = async (req, res, scope) => {
    const owner = await this.#enterFresh(req, res, scope);
    if (owner === undefined) return;
    const name = readFactorName(field(req, 'name') ?? '');
    const id = idIn(req);
    const { ownEnrollment } = this.#parts;
    const renamed = await ownEnrollment.renameFactor(owner.principal, id, name, originOf(scope));
    this.#back(res, renamed ? 'renamed' : undefined);
  };

  readonly makeDefault: Handler = async (req, res, scope) => {
    const owner = await this.#enterFresh(req, res, scope);
    if (owner === undefined) return;
    const { factors, ownEnrollment, memo } = this.#parts;
    const { userKey } = owner.principal;
    const slug = field(req, 'method') ?? '';
    const owned = (await factors.usableBy(userKey)).map(({ authenticator }) => authenticator);
    const wanted = owned.find(({ traits }) => traits.slug === slug && traits.role === 'primary');
    if (wanted === undefined) return this.#back(res);
    await ownEnrollment.makeDefault(owner.principal, wanted.method, originOf(scope));
    // Here, too, where another one was used last.
    addCookies(res, [memo.remember(scope, userKey, wanted.method)]);
    this.#back(res, 'default');
  };

  readonly newBackupCodes: Handler = async (req, res, scope) => {
    const owner = await this.#enterFresh(req, res, scope);
    if (owner === undefined) return;
    const { ownEnrollment, shelf } = this.#parts;
    const codes = await ownEnrollment.issueBackupCodes(owner.principal, originOf(scope), 'again');
    if (codes === undefined) return this.#back(res);
    await shelf.put(owner.secret, { backupCodes: codes, reason: 'reissued' });
    this.#showCodes(req, res);
  };

  readonly newRecoveryCode: Handler = async (req, res, scope) => {
    const owner = await this.#enterFresh(req, res, scope);
    if (owner === undefined) return;
    const { ownEnrollment, shelf } = this.#parts;
    const code = await ownEnrollment.rotateRecoveryCode(owner.principal, originOf(scope));
    if (code === undefined) return this.#back(res);
    await shelf.put(owner.secret, { code, backupCodes: [], reason: 'rotated' });
    this.#showCodes(req, res);
  };

  readonly forgetDevices: Handler = async (req, res, scope) => {
    const owner = await this.#parts.settings.enterWithToken(req, res, scope);
    if (owner === undefined) return;
    const { devices } = this.#parts;
    const { userKey } = owner.principal;
    const id = idIn(req);
    if (id === 'all') await devices.revokeAll(userKey);
    else await devices.revoke(userKey, id);
    await this.#record('device.revoked', owner);
    this.#back(res, 'forgotten');
  };

  readonly endSessions: Handler = async (req, res, scope) => {
    const owner = await this.#parts.settings.enterWithToken(req, res, scope);
    if (owner === undefined) return;
    const { sessions, renewal, devices } = this.#parts;
    const { userKey } = owner.principal;
    const id = idIn(req);
    // A browser that is remembered would be let in again at its next click.
    await devices.revokeAll(userKey);
    if (id === 'others') {
      await renewal.keep(res, owner, await sessions.startOver(userKey, owner.verified.generation));
    } else if (id !== owner.verified.family) await sessions.end(userKey, id);
    await this.#record('session.ended', owner);
    this.#back(res, 'ended');
  };

  #enterFresh(req: Request, res: Response, scope: RequestScope): Promise<VerifiedOwner | undefined> {
    const { settings, kit } = this.#parts;
    return settings.enterFresh(req, res, scope, kit.links.page('profile'));
  }

  #form(owner: Owner, page: 'rename', id: string) {
    const { kit } = this.#parts;
    return kit.form(kit.links.page(page), owner.secret, kit.links.page('profile'), { id });
  }

  /** And then on to where the person was going. */
  #showCodes(req: Request, res: Response): void {
    const { kit } = this.#parts;
    sendRedirect(res, kit.links.page('recovery-code', kit.destination(req)));
  }

  #back(res: Response, done?: string): void {
    const profile = this.#parts.kit.links.page('profile');
    sendRedirect(res, done === undefined ? profile : withParameter(profile, 'done', done));
  }

  #record(type: AuditEventType, { principal, scope }: Owner): Promise<void> {
    const person = { userKey: principal.userKey, username: principal.username };
    return this.#parts.audit.record({
      ...{ type, outcome: 'success', reason: 'by the person', actor: person, target: person },
      ...originOf(scope),
    });
  }
}

/** What our own pages name things by; anything else is nothing that there is. */
function idIn(req: Request): string {
  const id = field(req, 'id') ?? '';
  return /^[\w-]{1,64}$/.test(id) ? id : '';
}
