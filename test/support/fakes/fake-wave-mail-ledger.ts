import type { SentWaveMail, WaveMailLedger } from '../../../proxy/wave-mails/index.ts';

export function createFakeWaveMailLedger(): WaveMailLedger {
  let all: (SentWaveMail & { readonly ruleId: string })[] = [];
  return {
    sentTo: async (ruleId, userKeys) =>
      all
        .filter((one) => one.ruleId === ruleId && userKeys.includes(one.userKey))
        .map(({ userKey, kind, sentAt }) => ({ userKey, kind, sentAt })),
    claim: async (ruleId, userKey, kind, at) => {
      if (all.some((one) => one.ruleId === ruleId && one.userKey === userKey && one.kind === kind))
        return false;
      all.push({ ruleId, userKey, kind, sentAt: at.getTime() });
      return true;
    },
    forget: async (before, but) => {
      all = all.filter((one) => one.sentAt >= before.getTime() || but.includes(one.ruleId));
    },
    release: async (ruleId, userKey, kind) => {
      all = all.filter((one) => one.ruleId !== ruleId || one.userKey !== userKey || one.kind !== kind);
    },
  };
}
