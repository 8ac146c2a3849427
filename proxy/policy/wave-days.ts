import type { WaveCount } from './waves.ts';

/** How far a wave had come on a day. */
export type WaveDay = WaveCount & {
  /** `2026-11-22`, in UTC. */
  readonly day: string;
};

/**
 * A line for each day and wave.
 * Every method throws AppError `store_unavailable` when the database does not answer.
 */
export interface WaveDays {
  /** Writes the lines of a day by the rules' ids, or corrects them; the later count stays. */
  write(day: string, counts: ReadonlyMap<string, WaveCount>, countedAt: Date): Promise<void>;
  /** Whether every one of these rules has a line that was counted since. */
  countedSince(at: Date, rules: readonly string[]): Promise<boolean>;
  /** By the rules' ids, oldest first, from that day on; days without a line are left out. */
  since(day: string, rules: readonly string[]): Promise<ReadonlyMap<string, readonly WaveDay[]>>;
}
