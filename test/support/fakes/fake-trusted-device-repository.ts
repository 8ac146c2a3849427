import { randomUUID } from 'node:crypto';
import type {
  DevicePresented,
  DeviceUse,
  NewTrustedDevice,
  TrustedDevice,
  TrustedDeviceRepository,
} from '../../../proxy/trusted-device/index.ts';
import type { FakeEnrollmentRepository } from './fake-enrollment-repository.ts';

type Row = TrustedDevice & { readonly series: string; readonly counter: number; readonly rotatedAt: Date };

/** Without enrollments everybody counts as enrolled. */
export class FakeTrustedDeviceRepository implements TrustedDeviceRepository {
  #rows: Row[] = [];
  readonly #enrollments: FakeEnrollmentRepository | undefined;

  constructor(enrollments?: FakeEnrollmentRepository) {
    this.#enrollments = enrollments;
    enrollments?.onRemoved((userKey) => this.#delete((row) => row.userKey === userKey));
  }

  async add(device: NewTrustedDevice, most: number): Promise<boolean> {
    const { userKey, addedAt } = device;
    if (this.#enrollments !== undefined && !this.#enrollments.isEnrolled(userKey)) return false;
    if (this.#rows.some(({ series }) => series === device.series)) throw new Error('the same series twice');
    const fresh = { id: randomUUID(), counter: 1, rotatedAt: addedAt, lastSeenAt: addedAt };
    this.#rows.push({ ...device, ...fresh });
    const kept = new Set((await this.list(userKey, addedAt)).slice(0, most).map(({ id }) => id));
    this.#delete((row) => row.userKey === userKey && !kept.has(row.id));
    return true;
  }

  async use({ series, counter, userKey, address, at, grace }: DevicePresented): Promise<DeviceUse> {
    const found = this.#rows.findIndex(
      (row) => row.series === series && row.userKey === userKey && row.expiresAt > at,
    );
    const row = this.#rows[found];
    if (row === undefined) return { kind: 'unknown' };
    if (row.counter === counter) {
      const rotated = { ...row, counter: counter + 1, rotatedAt: at, lastSeenAt: at, address };
      this.#rows[found] = rotated;
      return { kind: 'rotated', device: toDevice(rotated) };
    }
    const justNow = at.getTime() - row.rotatedAt.getTime() < grace;
    if (counter === row.counter - 1 && justNow) return { kind: 'parallel', device: toDevice(row) };
    this.#delete((one) => one.series === series);
    return { kind: 'stolen', userKey };
  }

  async list(userKey: string, at: Date): Promise<readonly TrustedDevice[]> {
    return this.#rows
      .filter((row) => row.userKey === userKey && row.expiresAt > at)
      .sort((a, b) => b.lastSeenAt.getTime() - a.lastSeenAt.getTime() || (a.id < b.id ? -1 : 1))
      .map(toDevice);
  }

  async remove(userKey: string, id: string): Promise<boolean> {
    return this.#delete((row) => row.userKey === userKey && row.id === id) === 1;
  }

  async removeAll(userKey: string): Promise<number> {
    return this.#delete((row) => row.userKey === userKey);
  }

  async removeAllOf(name: string): Promise<void> {
    const isCalled = (userKey: string) => this.#enrollments?.isCalled(userKey, name) ?? userKey === name;
    this.#delete((row) => isCalled(row.userKey));
  }

  #delete(which: (row: Row) => boolean): number {
    const before = this.#rows.length;
    this.#rows = this.#rows.filter((row) => !which(row));
    return before - this.#rows.length;
  }
}

function toDevice({ series: _, counter: __, rotatedAt: ___, ...device }: Row): TrustedDevice {
  return device;
}
