import type { AuditState, Retention } from '../../../proxy/audit/index.ts';
import { type Fact, Facts, Lozenge, Section } from '../ui/index.ts';
import { shortTime } from './audit-table.tsx';

type Props = {
  readonly state: AuditState;
  /** Undefined where the settings cannot be read: then nothing is emptied. */
  readonly retention: Retention | undefined;
  readonly verifyHref: string | undefined;
};

/** Whether the audit can be believed, and how long it is kept. */
export function ChainStateSection({ state, retention, verifyHref }: Props) {
  return (
    <Section id="chain" title="Is the audit whole?">
      <Facts facts={[stateFact(state), { label: 'Kept', value: retentionText(retention) }]} />
      {verifyHref !== undefined && (
        <p>
          <a class="aui-button" href={verifyHref}>
            Verify the rows shown now
          </a>
        </p>
      )}
      <p class="description">
        Each row carries the hash of the one before it, and every minute a gate signs the last one. The whole
        audit is verified by <code>npx two-step audit verify</code>.
      </p>
    </Section>
  );
}

function stateFact(state: AuditState): Fact {
  const label = 'Last signature';
  switch (state.kind) {
    case 'empty':
      return { label, value: 'Nothing has happened yet.' };
    case 'unsigned':
      return { label, value: <Lozenge tone="warning">None yet</Lozenge>, note: `${state.rows} rows so far.` };
    case 'signed': {
      const { seq, at, keyId } = state.checkpoint;
      return {
        label,
        value: (
          <>
            <Lozenge tone="success">In order</Lozenge> row {seq}, {shortTime(at)} UTC
          </>
        ),
        note: `Signed with key ${keyId}. ${rowsText(state.rowsAfter)} since.`,
      };
    }
    case 'broken':
      return {
        label,
        value: <Lozenge tone="error">Not in order</Lozenge>,
        note: `${state.text} Run npx two-step audit verify.`,
      };
    default:
      return state satisfies never;
  }
}

export const rowsText = (count: number) => (count === 1 ? '1 row' : `${count} rows`);

function retentionText(retention: Retention | undefined) {
  if (retention === undefined) return 'For ever: the setting cannot be read.';
  const entries = Object.entries(retention);
  if (entries.length === 0) return 'For ever.';
  return (
    <>
      {entries.map(([pattern, days], at) => (
        <span key={pattern}>
          {at > 0 && '; '}
          <code>{pattern}</code> {days === 0 ? 'for ever' : `${days} days`}
        </span>
      ))}
      ; everything else for ever.
    </>
  );
}
