import type { KeyRing } from '../../proxy/kernel/secret-box.ts';
import type { SealedCount } from '../../proxy/keys/index.ts';
import { type Command, type CommandContext, type CommandSite, exitCodes, UsageError } from './command.ts';
import { parseNamed, parseOptions } from './parse-options.ts';

export const keysList: Command = {
  name: 'keys list',
  options: '',
  summary: 'the keys by their names, and how much is sealed with each',
  examples: ['keys list'],
  run: async (args, { site, json, print }) => {
    parseOptions(args, {});
    const { keys } = await site();
    const counts = await keys.rotation.counts();
    const known = keys.ring.map(({ id }, at) => ({
      id,
      role: roleOf(at, keys.ring.length),
      values: total(counts, id),
    }));
    const lost = [...new Set(counts.map(({ keyId }) => keyId))].filter(
      (id) => !keys.ring.some((one) => one.id === id),
    );
    if (json) await print(`${JSON.stringify({ keys: known, unknown: lost })}\n`);
    else {
      const lines = known.map(
        ({ id, role, values }) => `${id.padEnd(34)}${String(values).padStart(8)}  ${role}`,
      );
      const missing = lost.map(
        (id) => `${id.padEnd(34)}${String(total(counts, id)).padStart(8)}  IS NOT IN THE RING`,
      );
      await print(`${[...lines, ...missing].join('\n')}\n`);
    }
    return lost.length === 0 ? exitCodes.ok : exitCodes.found;
  },
};

export const keysRotate: Command = {
  name: 'keys rotate',
  options: '',
  summary:
    'a new key first in the ring; then, run again, everything is sealed anew with it. Goes on where it stopped',
  examples: ['keys rotate'],
  run: async (args, context) => {
    parseOptions(args, {});
    const site = await context.site();
    const { keys } = site;
    const [first] = keys.ring;
    const counts = await keys.rotation.counts();
    if (counts.some(({ keyId }) => keyId !== first?.id)) return reseal(keys.ring, site, context);
    const ring = keys.withNewKey(new Date());
    const [added] = ring;
    if (added === undefined) throw new Error('a key ring needs at least one key');
    if (!keys.inFile) {
      await context.print(`${added.id}:${added.key.toString('base64')}\n`);
      context.remark(
        'Put this and a comma in front of what TSV_ENCRYPTION_KEYS holds, restart all gates together, and run "two-step keys rotate" again.',
      );
      return exitCodes.ok;
    }
    keys.keep(ring);
    context.remark(`The new key ${added.id} stands in TSV_DATA_DIR.`);
    if ((await site.runningGates()).length > 0) {
      context.remark('Restart the gate, and run "two-step keys rotate" again.');
      return exitCodes.ok;
    }
    return reseal(ring, site, context);
  },
};

export const keysDrop: Command = {
  name: 'keys drop',
  options: 'KEY [--void-hashes] [--yes]',
  summary: 'takes an old key out of the ring, if nothing is sealed with it',
  examples: ['keys drop generated --void-hashes'],
  run: async (args, { site, print, remark, confirm }) => {
    const { name: id, values } = parseNamed(args, { 'void-hashes': { type: 'boolean' } } as const, 'KEY');
    const { keys } = await site();
    const at = keys.ring.findIndex((one) => one.id === id);
    if (at === -1) throw new UsageError(`the ring has ${keys.ring.map((one) => one.id).join(', ')}`);
    const sealed = total(await keys.rotation.counts(), id);
    if (sealed > 0 || at === 0) {
      const why =
        at === 0 ? 'it is the one that everything new is sealed with' : `${sealed} values are sealed with it`;
      remark(`${id} stays: ${why}.`);
      return exitCodes.found;
    }
    if (at === keys.ring.length - 1 && values['void-hashes'] !== true) {
      remark(
        `${id} is the last key: backup codes, remembered browsers, open links and help-desk codes are hashed with it and would be void, and everybody would verify anew. --void-hashes says that you want that.`,
      );
      return exitCodes.found;
    }
    if (!keys.inFile) {
      await print(`Take the entry of ${id} out of TSV_ENCRYPTION_KEYS and restart all gates together.\n`);
      return exitCodes.ok;
    }
    if (!(await confirm(`Take ${id} out for good?`))) return exitCodes.found;
    keys.keep(keys.ring.filter((one) => one.id !== id));
    await print(`${id} is out. Restart the gate.\n`);
    return exitCodes.ok;
  },
};

async function reseal(
  ring: KeyRing,
  site: CommandSite,
  { json, print, remark }: CommandContext,
): Promise<number> {
  const { keys } = site;
  // A gate that cannot open what is sealed with the new key would let nobody in.
  const wanted = keys.gateName(ring);
  if ((await site.runningGates()).some((name) => name !== wanted)) {
    remark(
      'A gate that runs does not have this key first: restart all gates with this ring, and run this again.',
    );
    return exitCodes.unavailable;
  }
  const { done, unreadable } = await keys.rotation.reseal(ring, (count) =>
    remark(`${count} values sealed anew`),
  );
  if (json) await print(`${JSON.stringify({ key: ring[0]?.id, done, unreadable })}\n`);
  else {
    const lines = unreadable.map(({ place, userKey }) => `FOUND  ${place} of ${userKey} cannot be opened`);
    await print(`${[...lines, `${done} values are sealed with ${ring[0]?.id} now.`].join('\n')}\n`);
  }
  return unreadable.length === 0 ? exitCodes.ok : exitCodes.found;
}

function total(counts: readonly SealedCount[], id: string): number {
  return counts.filter(({ keyId }) => keyId === id).reduce((sum, { count }) => sum + count, 0);
}

function roleOf(at: number, length: number): string {
  return [at === 0 ? 'seals' : 'opens', ...(at === length - 1 ? ['hashes'] : [])].join(', ');
}
