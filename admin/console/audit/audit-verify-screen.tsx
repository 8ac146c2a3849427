import {
  type AuditInspection,
  mostRowsWaitedFor,
  type PartReport,
  verifyPart,
} from '../../../proxy/audit/index.ts';
import type { Message } from '../../../proxy/ui/index.ts';
import type { Screen } from '../screen.ts';
import { Facts, Section } from '../ui/index.ts';
import { rowsText } from './chain-state.tsx';

/** Follows the chain through the rows that somebody looks at, now. */
export function createAuditVerifyScreen(inspection: AuditInspection): Screen {
  return {
    path: '/audit/verify',
    title: 'Verify the audit',
    under: '/audit',
    get: async ({ query, links }) => {
      const range = { from: 1, to: Number.MAX_SAFE_INTEGER };
      const firstSeq = query.integer('first', range, 1);
      const lastSeq = query.integer('last', range, undefined);
      const report = await verifyPart(inspection, { firstSeq, lastSeq }, mostRowsWaitedFor);
      return {
        kind: 'page',
        breadcrumbs: [{ label: 'Audit', href: links.to('/audit') }],
        message: report === undefined ? undefined : verdict(report),
        body:
          report === undefined ? (
            <div class="empty-state">There are no such rows.</div>
          ) : (
            <Report report={report} />
          ),
      };
    },
  };
}

function verdict({ findings, signedUpTo, part }: PartReport): Message {
  if (findings.length > 0) {
    return {
      kind: 'error',
      text: 'These rows are not as they were written.',
      hint: 'Keep the database as it is, and run npx two-step audit verify.',
    };
  }
  if (signedUpTo === undefined) {
    return {
      kind: 'warning',
      text: 'These rows fit together, but no signature vouches for them.',
      hint: 'The next signature comes within a minute of an event.',
    };
  }
  const all = signedUpTo >= part.lastSeq;
  return {
    kind: 'success',
    text: all
      ? 'These rows are as they were written.'
      : `These rows fit together. Up to row ${signedUpTo} a signature vouches for them.`,
  };
}

function Report({ report }: { report: PartReport }) {
  const { asked, part, rows, prunedRows, signedUpTo, findings, notes } = report;
  const facts = [
    { label: 'Looked at', value: `${rowsText(rows)}: ${part.firstSeq} to ${part.lastSeq}` },
    { label: 'Signed up to', value: signedUpTo === undefined ? 'No row of these' : `Row ${signedUpTo}` },
    { label: 'Emptied by retention', value: rowsText(prunedRows) },
  ];
  return (
    <>
      <Facts facts={facts} />
      {part.firstSeq > asked.firstSeq && (
        <p>
          Rows {asked.firstSeq} to {part.firstSeq - 1} were left out: one look goes through{' '}
          {mostRowsWaitedFor} rows.
        </p>
      )}
      {findings.length > 0 && (
        <Section id="findings" title="What was found">
          <ul>
            {findings.map(({ kind, seq, text }) => (
              <li key={`${kind} ${seq} ${text}`}>{text}</li>
            ))}
          </ul>
        </Section>
      )}
      {notes.length > 0 && (
        <Section id="notes" title="What could not be judged">
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </Section>
      )}
      <p class="description">
        That nothing was cut off at the end, and everything before these rows, is verified by{' '}
        <code>npx two-step audit verify</code>.
      </p>
    </>
  );
}
