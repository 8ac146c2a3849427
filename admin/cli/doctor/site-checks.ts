import { administratorsWithinDays, findHelpingAdministrators } from '../../../proxy/audit/index.ts';
import { day, largestDifference, note, ok, problem, type SiteCheck } from './finding.ts';

export const databaseCheck: SiteCheck = {
  name: 'database',
  run: async (site) => {
    const difference = Math.round(await site.clockDifference());
    const gates = await site.runningGates();
    return [
      ok('the database answers'),
      Math.abs(difference) < largestDifference
        ? ok(`this clock and the database's differ by ${difference} ms`)
        : problem(
            `this clock and the database's differ by ${Math.round(difference / 1_000)} s: codes are refused; synchronize both (NTP)`,
          ),
      gates.length === 0
        ? note('no gate is running on this database')
        : ok(`${gates.length} gates are running`),
    ];
  },
};

/** Who could help when somebody has lost a phone. The overview in the console warns of the same. */
export const administratorsCheck: SiteCheck = {
  name: 'administrators',
  run: async (site) => {
    const { count, areEnough } = await findHelpingAdministrators(site.summaries, Date.now());
    const lately = `opened the console with a second factor in the last ${administratorsWithinDays} days`;
    if (areEnough) return [ok(`${count} system administrators ${lately}`)];
    const who = count === 0 ? 'no system administrator' : 'only one system administrator';
    return [problem(`${who} ${lately}: have two set theirs up and look in, so that one can help the other`)];
  },
};

export const auditCheck: SiteCheck = {
  name: 'audit',
  run: async (site) => {
    const checkpoint = await site.chain.latestCheckpoint();
    const known = site.headFile.read();
    const here = known === undefined ? undefined : await site.search.find(known.seq);
    const age = checkpoint === undefined ? undefined : Date.now() - Date.parse(checkpoint.at);
    return [
      known !== undefined && here?.hash !== known.hash
        ? problem(
            `the audit is not the one that this machine knows (row ${known.seq} of ${site.headFile.path}): it was cut, changed or restored; docs/audit.md has what to do`,
          )
        : ok('the audit goes on from where this machine knows it'),
      age === undefined
        ? note('the audit has no signed head yet')
        : age > day
          ? problem(
              `the last signed head of the audit is ${Math.floor(age / day)} days old: gates sign each minute, look at their log`,
            )
          : ok(`the audit is signed up to row ${checkpoint?.seq}`),
    ];
  },
};

export const peopleCheck: SiteCheck = {
  name: 'people',
  run: async (site, config) => {
    const { services } = await site.services();
    const run = await services.people.sync.status();
    const finished = run?.finishedAt;
    if (run?.state === 'refused')
      return [
        problem(
          `Jira's users cannot be read (${run.error}): give TSV_JIRA_TOKEN an account that administers Jira`,
        ),
      ];
    if (finished === undefined) {
      const how = config.jiraToken === undefined ? 'set TSV_JIRA_TOKEN, or start it in the console' : 'wait';
      return [note(`Jira's users were not read yet (${how}): counts and searches know only who was here`)];
    }
    const age = Date.now() - finished.getTime();
    return [
      age > 2 * day
        ? problem(
            `Jira's users were read ${Math.floor(age / day)} days ago: set TSV_JIRA_TOKEN, or refresh them`,
          )
        : ok("Jira's users were read lately"),
    ];
  },
};

export const keysCheck: SiteCheck = {
  name: 'keys',
  run: async (site) => {
    const known = new Set(site.keys.ring.map(({ id }) => id));
    const counts = await site.keys.rotation.counts();
    const lost = counts.filter(({ keyId }) => !known.has(keyId));
    const gates = await site.runningGates();
    return [
      lost.length > 0
        ? problem(
            `something is sealed with a key that is not in the ring: ${lost.map(({ keyId }) => keyId).join(', ')}; put it back into TSV_ENCRYPTION_KEYS`,
          )
        : ok('everything that is sealed can be opened with the ring'),
      ...(gates.some((name) => name !== site.keys.gateName(site.keys.ring))
        ? [problem('a gate that runs has another first key than these settings: restart it')]
        : []),
    ];
  },
};
