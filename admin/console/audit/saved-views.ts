import type { AuditFields } from './audit-filter.ts';

/** Questions that are asked again and again. */
export const savedViews: readonly { readonly label: string; readonly fields: Partial<AuditFields> }[] = [
  { label: 'Everything', fields: {} },
  { label: 'Resets', fields: { type: '*reset*' } },
  { label: 'Exemptions', fields: { type: 'exemption.*' } },
  { label: 'Emergency access', fields: { type: 'break_glass.*' } },
  { label: 'Policy changes', fields: { type: 'policy.changed*' } },
  { label: 'Refused', fields: { type: '*refused*' } },
];

/** Whether the form holds exactly this view. */
export function isView(view: Partial<AuditFields>, fields: AuditFields): boolean {
  return Object.entries(fields).every(([name, value]) => value === (view[name as keyof AuditFields] ?? ''));
}
