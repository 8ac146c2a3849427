import type { OwnedFactor } from '../../proxy/authenticators/index.ts';
import type { PersonRow, SyncRun } from '../../proxy/people/index.ts';

const text = (at: Date | undefined): string | null => at?.toISOString() ?? null;

/** A person, as the API shows them. */
export function describePerson(row: PersonRow) {
  const { userKey, username, displayName, email, active, methods, lockedUntil } = row;
  return {
    ...{ userKey, username, displayName, email, active, methods },
    enrolledSince: text(row.enrolledSince),
    locked:
      lockedUntil === undefined
        ? 'no'
        : lockedUntil === 'administrator'
          ? 'until_an_administrator_helps'
          : 'for_a_while',
    lockedUntil: lockedUntil === 'administrator' ? null : text(lockedUntil),
    exemptUntil: text(row.exemptUntil),
    exemptReason: row.exemptReason ?? null,
    graceStartedAt: text(row.graceStartedAt),
    rememberedBrowsers: row.devices,
    lastVerifiedAt: text(row.lastVerifiedAt),
    seenAt: text(row.seenAt),
  };
}

export function describeFactors(owned: readonly OwnedFactor[]) {
  return owned.flatMap(({ authenticator, entries }) =>
    entries.map(({ id, name, addedAt, lastUsedAt, blocked }) => ({
      ...{ id, method: authenticator.method, name, blocked },
      addedAt: text(addedAt),
      lastUsedAt: text(lastUsedAt),
    })),
  );
}

export function describeSync(run: SyncRun | undefined) {
  return {
    state: run?.state ?? 'never',
    startedAt: text(run?.startedAt),
    finishedAt: text(run?.finishedAt),
    peopleRead: run?.peopleRead ?? 0,
    groupsRead: run?.groupsRead ?? 0,
    error: run?.error ?? '',
  };
}
