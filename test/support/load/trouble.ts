import { setTimeout as sleep } from 'node:timers/promises';
import { type GateProcess, startGateProcess } from '../gate/gate-process.ts';
import type { Wire } from '../servers/wire.ts';

export type TroubledSite = {
  /** Replaced as they are killed and started again. */
  readonly gates: GateProcess[];
  readonly environment: Record<string, string>;
  readonly wires: { readonly postgres: Wire; readonly redis: Wire; readonly jira: Wire };
};

export type Trouble = { killed: number; stopped: number; disturbed: number };

export const noTrouble = (): Trouble => ({ killed: 0, stopped: 0, disturbed: 0 });

/** Kills and restarts gates, and cuts, stalls and slows what they are connected to, in turns; counts in `trouble`. */
export async function makeTrouble(
  site: TroubledSite,
  trouble: Trouble,
  isOver: () => boolean,
): Promise<void> {
  const restart = async (at: number, how: 'kill' | 'stop') => {
    const gate = site.gates[at];
    if (gate === undefined) return;
    await gate[how]();
    trouble[how === 'kill' ? 'killed' : 'stopped'] += 1;
    site.gates[at] = await startGateProcess({ ...site.environment, PORT: String(gate.port) });
  };
  const disturb = async (wire: Wire, how: (wire: Wire) => void) => {
    how(wire);
    trouble.disturbed += 1;
    await sleep(300);
    wire.restore();
  };
  const { postgres, redis, jira } = site.wires;
  const turns = [
    () => restart(0, 'kill'),
    () => disturb(postgres, (wire) => wire.cut()),
    () => disturb(redis, (wire) => wire.cut()),
    () => restart(1, 'kill'),
    () => disturb(postgres, (wire) => wire.stall()),
    () => disturb(jira, (wire) => wire.cut()),
    () => restart(0, 'stop'),
    () => disturb(redis, (wire) => wire.stall()),
    () => disturb(postgres, (wire) => wire.slow(150)),
  ];
  for (let turn = 0; !isOver(); turn += 1) {
    await turns[turn % turns.length]?.();
    await sleep(400 + ((turn * 137) % 500));
  }
}
