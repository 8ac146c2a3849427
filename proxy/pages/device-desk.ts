import type { Response } from 'express';
import type { AuditEventType, AuditLog } from '../audit/index.ts';
import { originOf, placeOf } from '../http/browser-name.ts';
import type { OwnCookies } from '../http/own-cookies.ts';
import { addCookies, sendRedirect } from '../http/send.ts';
import { cookieValue } from '../kernel/cookies.ts';
import type { SecurityNotifier } from '../notification/index.ts';
import type { VerifiedSessionService } from '../session/index.ts';
import { type TrustedDeviceService, trustedDeviceMethod } from '../trusted-device/index.ts';
import type { Visitor } from './page-entrance.ts';

export type DeviceDeskParts = {
  readonly devices: TrustedDeviceService;
  readonly sessions: VerifiedSessionService;
  readonly cookies: OwnCookies;
  readonly audit: AuditLog;
  readonly notifier: SecurityNotifier;
};

const dayInSeconds = 24 * 60 * 60;

/** Remembered browsers at the second step of a login. */
export class DeviceDesk {
  readonly #parts: DeviceDeskParts;

  constructor(parts: DeviceDeskParts) {
    this.#parts = parts;
  }

  /** For how many days the visitor's browser may be remembered: what the site says, or less by the policy. */
  daysFor({ standing }: Pick<Visitor, 'standing'>): number {
    const { days } = this.#parts.devices;
    return Math.min(days, standing.requirement.rememberDays ?? days);
  }

  /** Answers whether the browser was let in. */
  async letIn(res: Response, visitor: Visitor): Promise<boolean> {
    const { devices, sessions, cookies, notifier } = this.#parts;
    const { scope, principal, standing, sessionId } = visitor;
    const presented = cookieValue(scope.cookies, cookies.device);
    const { enrolledSince } = standing;
    const days = this.daysFor(visitor);
    if (presented === undefined || enrolledSince === undefined || days === 0) return false;
    const { userKey, username } = principal;
    const place = placeOf(scope);
    // Before the browser is let in by anything: a revocation that comes meanwhile is seen.
    const generation = await sessions.generationOf(userKey);
    const outcome = await devices.use(presented, { userKey, ...place }, days);
    if (outcome.kind !== 'trusted') {
      if (outcome.kind === 'stolen') {
        // Whoever has the copy may be in already.
        await sessions.revokeUser(userKey);
        await this.#record('device.stolen', 'failure', visitor);
        notifier.tell(principal, { kind: 'device_stolen' }, place);
        addCookies(res, [cookies.clear(cookies.device)]);
      }
      return false;
    }
    // At once: the counter has moved, and whatever fails from here on, the browser must know.
    if (outcome.cookie !== undefined)
      this.#keep(res, outcome.cookie, outcome.device.expiresAt, scope.startedAt);
    const { methods } = standing.requirement;
    // Trusted for something that does not count here; elsewhere it still does.
    if (methods !== undefined && !methods.includes(outcome.device.method)) return false;
    const session = { sessionId, userKey, username, generation, enrolledSince, place };
    await this.#record('device.used', 'success', visitor);
    const { method: trustedFor, addedAt } = outcome.device;
    const trusted = { method: trustedDeviceMethod, trustedFor, trustedAt: addedAt.getTime() };
    const secret = await sessions.issue({ ...session, ...trusted });
    addCookies(res, [cookies.set(cookies.verified, secret), cookies.clear(cookies.conversation)]);
    sendRedirect(res, visitor.destination);
    return true;
  }

  /** The person ticked "don't ask again". */
  async remember(res: Response, visitor: Visitor, method: string, generation: string): Promise<void> {
    const { devices, sessions } = this.#parts;
    const { userKey } = visitor.principal;
    const days = this.daysFor(visitor);
    if (days === 0) return;
    const cookie = await devices.trust({ userKey, ...placeOf(visitor.scope) }, method, days);
    if (cookie === undefined) return;
    // Everything of the person was ended meanwhile: then this, too.
    if ((await sessions.generationOf(userKey)) !== generation) {
      await devices.revokeAll(userKey);
      return;
    }
    await this.#record('device.trusted', 'success', visitor);
    const { startedAt } = visitor.scope;
    this.#keep(res, cookie, new Date(startedAt + days * dayInSeconds * 1_000), startedAt);
  }

  #keep(res: Response, cookie: string, until: Date, now: number): void {
    const { cookies } = this.#parts;
    const seconds = Math.max(1, Math.floor((until.getTime() - now) / 1_000));
    addCookies(res, [cookies.keep(cookies.device, cookie, seconds)]);
  }

  #record(
    type: AuditEventType,
    outcome: 'success' | 'failure',
    { principal, scope }: Visitor,
  ): Promise<void> {
    const person = { userKey: principal.userKey, username: principal.username };
    const reason = 'remembered browser';
    return this.#parts.audit.record({
      ...{ type, outcome, reason, actor: person, target: person },
      ...originOf(scope),
    });
  }
}
