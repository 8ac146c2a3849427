import { type AuditFilter, isAddressFilter } from '../../../proxy/audit/index.ts';
import { hour } from '../../../proxy/kernel/clock.ts';
import type { LinkParameters } from '../console-links.ts';
import type { Parameters } from '../parameters.ts';

/** The fields of the form, as they were typed. */
export type AuditFields = {
  readonly user: string;
  readonly actor: string;
  readonly type: string;
  readonly outcome: 'success' | 'failure' | '';
  readonly address: string;
  /** Days in UTC, both included: `2026-11-22`. */
  readonly from: string;
  readonly to: string;
};

export type AuditFieldErrors = Partial<Record<keyof AuditFields, string>>;

export type AuditQuestion = {
  readonly fields: AuditFields;
  readonly filter: AuditFilter;
  readonly errors: AuditFieldErrors;
  readonly isFiltered: boolean;
};

/** What is asked for. What cannot be understood is said beside its field, and finds nothing. */
export function readAuditQuestion(query: Parameters): AuditQuestion {
  const fields: AuditFields = {
    user: query.text('user'),
    actor: query.text('actor'),
    type: query.text('type', 64),
    outcome: query.choice('outcome', ['success', 'failure'], ''),
    address: query.text('address', 64),
    from: query.text('from', 16),
    to: query.text('to', 16),
  };
  const errors: AuditFieldErrors = {};
  const from = dayIn(fields.from);
  const to = dayIn(fields.to);
  if (fields.from !== '' && from === undefined) errors.from = wrongDay;
  if (fields.to !== '' && to === undefined) errors.to = wrongDay;
  if (from !== undefined && to !== undefined && to < from) errors.to = 'This day is before the first one.';
  if (fields.address !== '' && !isAddressFilter(fields.address)) {
    errors.address = 'Enter an address, or a range such as 10.0.0.0/8.';
  }
  if (!/^!?[a-z_.*]*$/.test(fields.type)) errors.type = 'Enter an action such as factor.failed or reset*.';
  const filter: AuditFilter = {
    user: given(fields.user),
    actor: given(fields.actor),
    type: given(fields.type),
    outcome: fields.outcome === '' ? undefined : fields.outcome,
    address: given(fields.address),
    from,
    to: to && new Date(to.getTime() + 24 * hour),
  };
  return { fields, filter, errors, isFiltered: Object.values(fields).some((value) => value !== '') };
}

/** The same question as parameters of a link. */
export function auditParameters(fields: Partial<AuditFields>): LinkParameters {
  return { ...fields };
}

const wrongDay = 'Enter a day, such as 2030-01-31.';
const given = (text: string) => (text === '' ? undefined : text);

function dayIn(text: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const day = new Date(`${text}T00:00:00.000Z`);
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text ? undefined : day;
}
