import type { BulkKind } from '../../bulk/index.ts';

type BulkWords = {
  /** In a list of choices, and as the title of what follows. */
  readonly label: string;
  readonly submit: string;
  /** What will happen to each. */
  readonly consequences: readonly string[];
};

export const bulkWords: Readonly<Record<BulkKind, BulkWords>> = {
  unlock: {
    label: 'Unlock',
    submit: 'Unlock them',
    consequences: ['Wrong codes that were typed so far are forgotten. Whoever is not locked is skipped.'],
  },
  end_access: {
    label: 'End sessions and forget browsers',
    submit: 'End their sessions',
    consequences: [
      'They are logged out of everything that they verified, within a second; what they were typing may be lost.',
      'No browser stands in for their second factor any more.',
    ],
  },
  exempt: {
    label: 'Exempt for some hours',
    submit: 'Exempt them',
    consequences: [
      'Until the exemption ends their passwords are all that protects these accounts.',
      'What they have set up stays. An earlier exemption ends with the new one.',
    ],
  },
  reset: {
    label: 'Reset',
    submit: 'Reset them',
    consequences: [
      'All their factors, codes, sessions and remembered browsers are gone. It cannot be taken back.',
      'They set up anew at their next login; a mail with a link leads them there. Whoever has no factor is skipped.',
    ],
  },
};
