import type {
  BreakGlassRequest,
  BreakGlassRequests,
  Exemption,
  ExemptionRepository,
  HelpDeskCode,
  HelpDeskCodeRepository,
  ResetLinkRepository,
  StoredResetLink,
} from '../../../proxy/user-help/index.ts';
import type { FakeEnrollmentRepository } from './fake-enrollment-repository.ts';

/** @param enrollments whose removal takes the codes along, as the table's trigger does */
export function createFakeHelpDeskCodes(enrollments?: FakeEnrollmentRepository): HelpDeskCodeRepository {
  type Row = HelpDeskCode & { tries: number; usedAt: Date | undefined };
  const kept = new Map<string, Row>();
  enrollments?.onRemoved((userKey) => kept.delete(userKey));
  const live = (userKey: string, at: Date) => {
    const row = kept.get(userKey);
    return row?.usedAt === undefined && row !== undefined && row.expiresAt > at ? row : undefined;
  };
  const shown = ({ tries: _, usedAt: __, ...code }: Row): HelpDeskCode => code;
  return {
    put: async (code) => void kept.set(code.userKey, { ...code, tries: 0, usedAt: undefined }),
    find: async (userKey) => {
      const row = kept.get(userKey);
      return row && shown(row);
    },
    spend: async (userKey, most, at) => {
      const row = live(userKey, at);
      if (row === undefined || row.tries >= most) return undefined;
      row.tries += 1;
      return shown(row);
    },
    consume: async (userKey, codeHash, at) => {
      const row = live(userKey, at);
      if (row?.codeHash !== codeHash) return false;
      row.usedAt = at;
      return true;
    },
    remove: async (userKey, at) => {
      const wasLive = live(userKey, at) !== undefined;
      kept.delete(userKey);
      return wasLive;
    },
  };
}

/** @param enrollments whose removal takes the links along, as the table's trigger does */
export function createFakeResetLinks(enrollments?: FakeEnrollmentRepository): ResetLinkRepository {
  const kept = new Map<string, StoredResetLink>();
  enrollments?.onRemoved((userKey) => kept.delete(userKey));
  const set = (link: StoredResetLink) => void kept.set(link.userKey, link);
  return {
    put: async (link) => set({ ...link, usedAt: undefined }),
    find: async (tokenHash) => [...kept.values()].find((one) => one.tokenHash === tokenHash),
    consume: async (userKey, tokenHash, at) => {
      const link = kept.get(userKey);
      if (link?.tokenHash !== tokenHash || link.usedAt !== undefined || link.expiresAt <= at) return false;
      set({ ...link, usedAt: at });
      return true;
    },
    end: async (userKey, at) => {
      const link = kept.get(userKey);
      if (link !== undefined) set({ ...link, usedAt: link.usedAt ?? at });
      return link !== undefined;
    },
  };
}

export function createFakeExemptions(): ExemptionRepository {
  const kept = new Map<string, Exemption>();
  const live = (userKey: string, at: Date) => {
    const one = kept.get(userKey);
    return one !== undefined && one.endsAt > at ? one : undefined;
  };
  return {
    grant: async (exemption) => void kept.set(exemption.userKey, exemption),
    end: async (userKey, at) => {
      const one = live(userKey, at);
      if (one !== undefined) kept.set(userKey, { ...one, endsAt: at });
      return one !== undefined;
    },
    find: async (userKey, at) => live(userKey, at),
  };
}

export function createFakeBreakGlassRequests(): BreakGlassRequests {
  const kept = new Map<string, BreakGlassRequest & { confirmed: boolean }>();
  const open = (id: string, since: Date) => {
    const one = kept.get(id);
    return one !== undefined && !one.confirmed && one.startedAt > since ? one : undefined;
  };
  return {
    start: async (request) => {
      const id = `request ${kept.size + 1}`;
      kept.set(id, { ...request, confirmed: false });
      return id;
    },
    findOpen: async (id, since) => {
      const found = open(id, since);
      if (found === undefined) return undefined;
      const { confirmed: _, ...request } = found;
      return request;
    },
    confirm: async (id, _by, _at, since) => {
      const found = open(id, since);
      if (found === undefined) return false;
      found.confirmed = true;
      return true;
    },
  };
}
