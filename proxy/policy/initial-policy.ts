import type { PolicyDocument } from './policy-document.ts';

/** The policy of a site that has stored none: what `TSV_ENFORCEMENT` says. */
export function initialPolicy(enforcement: 'mandatory' | 'optional' | 'monitor'): PolicyDocument {
  return {
    networks: [],
    rules: [],
    default: {
      mode: enforcement === 'monitor' ? 'monitor' : 'enforce',
      withFactor: 'require',
      withoutFactor: { outcome: enforcement === 'optional' ? 'optional' : 'enroll' },
    },
    stepUp: [],
  };
}
