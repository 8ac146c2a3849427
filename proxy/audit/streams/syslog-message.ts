import type { AuditRow } from '../audit-row.ts';

/** Facility 13, "log audit" (RFC 5424 §6.2.1); notice for what went well, warning for what did not. */
const facility = 13;
const [warning, notice] = [4, 5];
/** The number that RFC 5612 sets aside for documents: this software has none of its own. */
const structuredDataId = 'twoStepAudit@32473';

/**
 * A row as a syslog message (RFC 5424 §6): everything as structured data, and a sentence for people.
 *
 * @param host the name of this machine
 */
export function syslogMessage(row: AuditRow, host: string): string {
  const priority = facility * 8 + (row.outcome === 'failure' ? warning : notice);
  const data = Object.entries(row)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(' ');
  const header = `<${priority}>1 ${row.at} ${printable(host, 255)} two-step-gate ${process.pid} ${printable(row.type, 32)}`;
  return `${header} [${structuredDataId} ${data}] ${BOM}${sentence(row)}`;
}

/** Says that the text is UTF-8 (§6.4). */
const BOM = '\uFEFF';

/** §6.3.3: these three are escaped. Control characters would start a new line in somebody's file. */
function escaped(value: string): string {
  return oneLine(value).replace(/["\\\]]/g, '\\$&');
}

const oneLine = (text: string) => text.replace(/\p{Cc}/gu, ' ');

/** PRINTUSASCII without blanks; `-` for nothing. */
const printable = (text: string, most: number) => text.replace(/[^\x21-\x7e]/g, '').slice(0, most) || '-';

function sentence({ type, outcome, reason, actorName, targetName, address }: AuditRow): string {
  const who = actorName === null ? '' : ` by ${actorName}`;
  const whom = targetName === null ? '' : ` of ${targetName}`;
  return oneLine(`${type} ${outcome}${whom}${who} from ${address}: ${reason}`);
}
