import type { GracePeriods } from '../../../proxy/policy/index.ts';

export function createFakeGracePeriods(): GracePeriods & { readonly began: Map<string, Date> } {
  const began = new Map<string, Date>();
  return {
    began,
    begin: async (userKey, at) => {
      if (began.has(userKey)) return false;
      began.set(userKey, at);
      return true;
    },
  };
}
