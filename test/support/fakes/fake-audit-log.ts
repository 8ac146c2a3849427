import type { AuditEvent, AuditLog } from '../../../proxy/audit/index.ts';

export type FakeAuditLog = AuditLog & { readonly events: AuditEvent[] };

export function createFakeAuditLog(): FakeAuditLog {
  const events: AuditEvent[] = [];
  return {
    events,
    record: async (event) => {
      events.push(event);
    },
  };
}
