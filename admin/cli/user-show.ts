import type { PersonRow } from '../../proxy/people/index.ts';
import { type Command, exitCodes } from './command.ts';
import { findPerson, unknownText } from './find-person.ts';
import { parseNamed } from './parse-options.ts';

export const userShow: Command = {
  name: 'user show',
  options: 'NAME',
  summary: 'what somebody has, by name or key',
  examples: ['user show alice', 'user show "mary jane" --json'],
  run: async (args, { site, json, print, remark }) => {
    const { name } = parseNamed(args, {});
    const { services } = await (await site()).services();
    const found = await findPerson(services.people.mirror, name);
    if (found.kind === 'unknown') {
      remark(unknownText(name, found.near));
      return exitCodes.found;
    }
    const { person } = found;
    const groups = await services.people.mirror.groupsOf(person.userKey);
    await print(json ? `${JSON.stringify({ ...person, groups })}\n` : lines(person, groups));
    return exitCodes.ok;
  },
};

function lines(person: PersonRow, groups: readonly string[]): string {
  const { userKey, username, displayName, email, active, methods, lockedUntil, exemptUntil } = person;
  const when = (at: Date | undefined) => at?.toISOString() ?? 'never';
  const locked = lockedUntil instanceof Date ? `until ${when(lockedUntil)}` : 'until an administrator helps';
  return [
    `name            ${username} (${displayName}${active ? '' : ', not active'})`,
    `key             ${userKey}`,
    `mail            ${email === '' ? 'none' : email}`,
    `groups          ${groups.length === 0 ? 'none known' : groups.join(', ')}`,
    `second factor   ${person.enrolledSince === undefined ? 'none' : `${methods.join(', ')}, since ${when(person.enrolledSince)}`}`,
    `last shown      ${when(person.lastVerifiedAt)}`,
    `last seen       ${when(person.seenAt)}`,
    `browsers        ${person.devices} remembered`,
    `locked          ${lockedUntil === undefined ? 'no' : locked}`,
    `exempt          ${exemptUntil === undefined ? 'no' : `until ${when(exemptUntil)}: ${person.exemptReason ?? ''}`}`,
    '',
  ].join('\n');
}
