import { lowerUserName } from '../../proxy/kernel/user-name.ts';
import type {
  DevicePresented,
  DeviceUse,
  NewTrustedDevice,
  TrustedDevice,
  TrustedDeviceRepository,
} from '../../proxy/trusted-device/index.ts';
import { affected, type Database, guarded, rows } from '../database.ts';
import { lockEnrollment } from './lock-enrollment.ts';

type Row = {
  id: string;
  user_key: string;
  counter: number;
  rotated_at: Date;
  method: string;
  browser: string;
  address: string;
  added_at: Date;
  last_seen_at: Date;
  expires_at: Date;
};

export class KnexTrustedDeviceRepository implements TrustedDeviceRepository {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(device: NewTrustedDevice, most: number): Promise<boolean> {
    const { userKey, series, method, browser, address, addedAt, expiresAt } = device;
    return guarded('add trusted device', () =>
      this.#db.transaction(async (transaction) => {
        if (!(await lockEnrollment(transaction, userKey))) return false;
        await transaction.raw(
          `INSERT INTO trusted_devices
             (user_key, series, counter, rotated_at, method, browser, address, added_at, last_seen_at, expires_at)
           VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?)`,
          [userKey, series, addedAt, method, browser, address, addedAt, addedAt, expiresAt],
        );
        await transaction.raw(
          `DELETE FROM trusted_devices WHERE user_key = ? AND (expires_at <= ? OR id NOT IN (
             SELECT id FROM trusted_devices WHERE user_key = ? ORDER BY last_seen_at DESC, id LIMIT ?))`,
          [userKey, addedAt, userKey, most],
        );
        return true;
      }),
    );
  }

  use({ series, counter, userKey, address, at, grace }: DevicePresented): Promise<DeviceUse> {
    return guarded('use trusted device', async () => {
      const [rotated] = await rows<Row>(
        this.#db,
        `UPDATE trusted_devices SET counter = counter + 1, rotated_at = ?, last_seen_at = ?, address = ?
         WHERE series = ? AND user_key = ? AND counter = ? AND expires_at > ? RETURNING *`,
        [at, at, address, series, userKey, counter, at],
      );
      if (rotated !== undefined) return { kind: 'rotated', device: toDevice(rotated) };
      const [standing] = await rows<Row>(
        this.#db,
        'SELECT * FROM trusted_devices WHERE series = ? AND user_key = ? AND expires_at > ?',
        [series, userKey, at],
      );
      if (standing === undefined) return { kind: 'unknown' };
      const justNow = at.getTime() - standing.rotated_at.getTime() < grace;
      if (counter === standing.counter - 1 && justNow) {
        return { kind: 'parallel', device: toDevice(standing) };
      }
      await this.#db.raw('DELETE FROM trusted_devices WHERE series = ?', [series]);
      return { kind: 'stolen', userKey };
    });
  }

  list(userKey: string, at: Date): Promise<readonly TrustedDevice[]> {
    return guarded('list trusted devices', async () => {
      const found = await rows<Row>(
        this.#db,
        'SELECT * FROM trusted_devices WHERE user_key = ? AND expires_at > ? ORDER BY last_seen_at DESC, id',
        [userKey, at],
      );
      return found.map(toDevice);
    });
  }

  remove(userKey: string, id: string): Promise<boolean> {
    return guarded('remove trusted device', async () => {
      const sql = 'DELETE FROM trusted_devices WHERE user_key = ? AND id::text = ?';
      return (await affected(this.#db, sql, [userKey, id])) === 1;
    });
  }

  removeAllOf(name: string): Promise<void> {
    return guarded('remove trusted devices', async () => {
      await this.#db.raw(
        `DELETE FROM trusted_devices WHERE user_key = ?
           OR user_key IN (SELECT user_key FROM app_user WHERE lower_user_name = ?)`,
        [name, lowerUserName(name)],
      );
    });
  }

  removeAll(userKey: string): Promise<number> {
    return guarded('remove trusted devices', () =>
      affected(this.#db, 'DELETE FROM trusted_devices WHERE user_key = ?', [userKey]),
    );
  }
}

function toDevice(row: Row): TrustedDevice {
  return {
    id: row.id,
    userKey: row.user_key,
    method: row.method,
    browser: row.browser,
    address: row.address,
    addedAt: row.added_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  };
}
