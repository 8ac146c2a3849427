import type { Clock, RandomBytes } from '../kernel/clock.ts';
import { hour, second } from '../kernel/clock.ts';
import { type KeyedHash, sameString } from '../kernel/keyed-hash.ts';
import { oneLine } from '../kernel/one-line.ts';
import type { TrustedDevice, TrustedDeviceRepository } from './trusted-device-repository.ts';

export type DeviceVisit = { readonly userKey: string; readonly browser: string; readonly address: string };

export type DeviceOutcome =
  /** `cookie`: the next value for the browser; absent where a parallel request got it. */
  | { readonly kind: 'trusted'; readonly device: TrustedDevice; readonly cookie: string | undefined }
  | { readonly kind: 'stolen' }
  | { readonly kind: 'unknown' };

export type TrustedDeviceParts = {
  readonly repository: TrustedDeviceRepository;
  readonly hash: KeyedHash;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** For how many days a browser may be remembered; 0: not at all. */
  readonly days: () => number;
  /** Whether a browser may be remembered for a factor; asked when it is trusted, and at each use. */
  readonly mayBeRemembered: (method: string) => boolean;
};

/** By this method a session is known that a remembered browser opened: no fresh proof of anything. */
export const trustedDeviceMethod = 'TRUSTED_DEVICE';

const day = 24 * hour;
const mostDevices = 10;
/** A browser that restores its tabs asks with one cookie several times at once. */
const parallelGrace = 10 * second;

/**
 * Browsers that are not asked again for some days. The cookie is `series.counter.mark`: the counter goes up with each
 * use, and only the gate can make the mark of the next one. Whoever comes with an old one has a copy of the cookie, or
 * the owner of the copied one does: then the series is deleted, and both are asked.
 *
 * It stands in for the second factor of the person it was made for, after their password, and for nothing else.
 */
export class TrustedDeviceService {
  readonly #parts: TrustedDeviceParts;

  constructor(parts: TrustedDeviceParts) {
    this.#parts = parts;
  }

  get days(): number {
    return this.#parts.days();
  }

  /** Answers the cookie's value, or `undefined` where the site remembers no browsers. */
  async trust(
    visit: DeviceVisit,
    method: string,
    days: number = this.#parts.days(),
  ): Promise<string | undefined> {
    const { repository, clock, randomBytes, mayBeRemembered } = this.#parts;
    if (days === 0 || !mayBeRemembered(method)) return undefined;
    const secret = randomBytes(32).toString('base64url');
    const addedAt = new Date(clock());
    const expiresAt = new Date(clock() + days * day);
    const device = { ...visit, method, addedAt, expiresAt, series: this.#seriesOf(secret) };
    return (await repository.add(device, mostDevices)) ? this.#cookie(secret, 1) : undefined;
  }

  /** @param days for how long browsers are remembered here; the site's setting, or less by the policy */
  async use(cookie: string, visit: DeviceVisit, days: number = this.#parts.days()): Promise<DeviceOutcome> {
    const { repository, clock } = this.#parts;
    const presented = days === 0 ? undefined : this.#read(cookie);
    if (presented === undefined) return { kind: 'unknown' };
    const { secret, counter } = presented;
    const outcome = await repository.use({
      ...{ series: this.#seriesOf(secret), counter, at: new Date(clock()), grace: parallelGrace },
      ...{ userKey: visit.userKey, address: visit.address },
    });
    if (outcome.kind === 'stolen') return { kind: 'stolen' };
    if (outcome.kind === 'unknown') return { kind: 'unknown' };
    if (!this.#stands(outcome.device, days)) {
      // By what the site wants now it is over: also if the site wants otherwise again tomorrow.
      await repository.remove(visit.userKey, outcome.device.id);
      return { kind: 'unknown' };
    }
    const next = outcome.kind === 'rotated' ? this.#cookie(secret, counter + 1) : undefined;
    return { kind: 'trusted', device: outcome.device, cookie: next };
  }

  async list(userKey: string): Promise<readonly TrustedDevice[]> {
    const { repository, clock } = this.#parts;
    const devices = await repository.list(userKey, new Date(clock()));
    return devices.filter((device) => this.#stands(device));
  }

  revoke(userKey: string, id: string): Promise<boolean> {
    return this.#parts.repository.remove(userKey, id);
  }

  /** Answers how many there were. */
  revokeAll(userKey: string): Promise<number> {
    return this.#parts.repository.removeAll(userKey);
  }

  /** @param name the user name or the key, as a request gave it */
  async revokeAllOf(name: string): Promise<void> {
    if (oneLine(name) === name) await this.#parts.repository.removeAllOf(name);
  }

  /** By what the site wants now, not only by what it wanted when the device was trusted. */
  #stands({ addedAt, expiresAt, method }: TrustedDevice, days: number = this.#parts.days()): boolean {
    const { clock, mayBeRemembered } = this.#parts;
    const end = Math.min(expiresAt.getTime(), addedAt.getTime() + days * day);
    return clock() < end && mayBeRemembered(method);
  }

  #read(cookie: string): { secret: string; counter: number } | undefined {
    const [secret, counter, mark, ...rest] = cookie.split('.');
    if (secret === undefined || counter === undefined || mark === undefined || rest.length > 0)
      return undefined;
    if (!/^[1-9]\d{0,8}$/.test(counter) || !sameString(mark, this.#mark(secret, counter))) return undefined;
    return { secret, counter: Number(counter) };
  }

  #cookie(secret: string, counter: number): string {
    return `${secret}.${counter}.${this.#mark(secret, String(counter))}`;
  }

  #mark(secret: string, counter: string): string {
    return this.#parts.hash('trusted device', secret, counter);
  }

  #seriesOf(secret: string): string {
    return this.#parts.hash('trusted device series', secret);
  }
}
