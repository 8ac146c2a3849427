import { KnexPeopleMirror } from '../../db/index.ts';
import type { JiraPerson, PeopleMirror } from '../../proxy/people/index.ts';
import { FakePeopleMirror, type FakeStanding } from '../support/fakes/index.ts';
import type { GivenDatabase } from './given-database.ts';

export type OpenMirror = {
  readonly mirror: PeopleMirror;
  /** What the gate's other tables are to say about somebody. */
  stand(userKey: string, standing: FakeStanding): Promise<void>;
};

export function buildJiraPerson(userKey: string, changes: Partial<JiraPerson> = {}): JiraPerson {
  const username = changes.username ?? userKey.toLowerCase();
  return {
    ...{
      userKey,
      username,
      displayName: `Person ${userKey}`,
      email: `${username}@example.com`,
      active: true,
    },
    ...changes,
  };
}

export function openFakeMirror(): OpenMirror {
  const mirror = new FakePeopleMirror();
  return {
    mirror,
    stand: async (userKey, standing) => {
      mirror.standing.set(userKey, standing);
    },
  };
}

export function openKnexMirror(given: GivenDatabase): OpenMirror {
  return { mirror: new KnexPeopleMirror(given.db), stand: (key, standing) => stand(given, key, standing) };
}

async function stand(given: GivenDatabase, userKey: string, standing: FakeStanding): Promise<void> {
  const { enrolledSince, methods = [], locked, exempt, graceStartedAt, devices = [] } = standing;
  const used = standing.lastVerifiedAt?.toISOString() ?? '';
  if (enrolledSince !== undefined) {
    await given.rows(
      `INSERT INTO "AO_ED669C_TOTP_USER_ENROLLMENT" VALUES (?, ?, 'x', ?::timestamptz AT TIME ZONE 'UTC', now())`,
      [userKey, methods.includes('TOTP') ? 'sealed' : '', enrolledSince.toISOString()],
    );
  }
  for (const method of methods.filter((one) => one !== 'TOTP')) {
    await given.rows(
      `INSERT INTO authenticators (user_key, method, name, data, unique_key, added_at, last_used_at)
       VALUES (?, ?, 'x', 'x', ?, now(), nullif(?, '')::timestamptz)`,
      [userKey, method, `${userKey} ${method}`.slice(0, 64), used],
    );
  }
  if (methods.includes('TOTP') && used !== '') {
    await given.rows('INSERT INTO totp_authenticator VALUES (?, 1, now(), ?)', [userKey, used]);
  }
  if (locked !== undefined) {
    const until = locked === 'administrator' ? '' : locked.toISOString();
    await given.rows(
      `INSERT INTO second_factor_attempts VALUES (?, now(), 1, ?::integer, nullif(?, '')::timestamptz)`,
      [userKey, until === '' ? '100' : '10', until],
    );
  }
  if (exempt !== undefined) {
    await given.rows(`INSERT INTO exemptions VALUES (?, ?, ?, now(), 'erin')`, [
      ...[userKey, exempt.until.toISOString(), exempt.reason],
    ]);
  }
  if (graceStartedAt !== undefined) {
    await given.rows('INSERT INTO grace_periods VALUES (?, ?)', [userKey, graceStartedAt.toISOString()]);
  }
  for (const [at, until] of devices.entries()) {
    await given.rows(
      `INSERT INTO trusted_devices
         (user_key, series, counter, rotated_at, method, browser, address, added_at, last_seen_at, expires_at)
       VALUES (?, ?, 1, now(), 'TOTP', 'Firefox', '192.0.2.1', now(), now(), ?)`,
      [userKey, `${userKey} ${at}`, until.toISOString()],
    );
  }
}
