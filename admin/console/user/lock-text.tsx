import type { PersonRow } from '../../../proxy/people/index.ts';
import { Lozenge, Moment } from '../ui/index.ts';

/** Until when somebody is locked. */
export function LockText({ until }: { until: NonNullable<PersonRow['lockedUntil']> }) {
  return (
    <>
      <Lozenge tone="error">Locked</Lozenge>{' '}
      {until === 'administrator' ? (
        'until an administrator unlocks them'
      ) : (
        <>
          until <Moment at={until} />
        </>
      )}
    </>
  );
}
