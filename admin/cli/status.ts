import { type Command, exitCodes } from './command.ts';
import { parseOptions } from './parse-options.ts';

export const status: Command = {
  name: 'status',
  options: '',
  summary: 'how far people have come, which policy counts, whether gates run',
  examples: ['status', 'status --json'],
  run: async (args, context) => {
    parseOptions(args, {});
    const site = await context.site();
    const { services, version } = await site.services();
    const [{ answer: people }, gates, sync] = [
      await services.people.statistics.today(),
      await site.runningGates(),
      await services.people.sync.status(),
    ];
    const policy = services.policies.current.version;
    const synced = { state: sync?.state ?? 'never', finishedAt: sync?.finishedAt ?? null };
    if (context.json) {
      const { active, enrolled, notEnrolled, inGrace, locked, exempt, byMethod } = people;
      const counts = { active, enrolled, notEnrolled, inGrace, locked, exempt, byMethod };
      const all = { version, gates: gates.length, policy: { version: policy }, people: counts, sync: synced };
      await context.print(`${JSON.stringify(all)}\n`);
      return exitCodes.ok;
    }
    const share = people.active === 0 ? 0 : Math.floor((100 * people.enrolled) / people.active);
    const methods = Object.entries(people.byMethod).map(([method, count]) => `${method} ${count}`);
    await context.print(
      [
        `version         ${version}`,
        `gates           ${gates.length} running`,
        `policy          version ${policy}`,
        `active people   ${people.active}, ${people.enrolled} with a second factor (${share} %)`,
        `methods         ${methods.length === 0 ? 'none' : methods.join(', ')}`,
        `others          ${people.inGrace} in grace, ${people.exempt} exempt, ${people.locked} locked`,
        `Jira's people   ${synced.state}${synced.finishedAt === null ? '' : ` ${synced.finishedAt.toISOString()}`}`,
        '',
      ].join('\n'),
    );
    return exitCodes.ok;
  },
};
