import type { AuditSummaries } from './audit-summaries.ts';

/** Two of them can help each other; one who loses their phone has nobody. */
const fewest = 2;
export const administratorsWithinDays = 30;

const day = 24 * 60 * 60_000;

export type HelpingAdministrators = { readonly count: number; readonly areEnough: boolean };

/** System administrators who opened the console lately, each with a factor of their own: who could help others now. */
export async function findHelpingAdministrators(
  summaries: Pick<AuditSummaries, 'administratorsSince'>,
  now: number,
): Promise<HelpingAdministrators> {
  const count = await summaries.administratorsSince(new Date(now - administratorsWithinDays * day));
  return { count, areEnough: count >= fewest };
}
