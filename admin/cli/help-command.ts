import type { HelpRequest } from '../../proxy/user-help/index.ts';
import { type CommandContext, type CommandServices, exitCodes, UsageError } from './command.ts';
import { findPerson, unknownText } from './find-person.ts';

export const reasonOption = { reason: { type: 'string' } } as const;

type Outcome = { readonly kind: string };
type Asked = {
  readonly name: string;
  readonly reason: string | undefined;
  /** Absent: it does no harm, and nobody is asked. */
  readonly question?: (username: string) => string;
};

/**
 * What the help desk at the server's console does for one person: audited as the command line's, with the reason, and
 * the person is told by mail.
 */
export async function helpFromConsole<Done extends Outcome>(
  { name, reason, question }: Asked,
  { site, json, print, remark, confirm }: CommandContext,
  help: (desk: CommandServices['help'], request: HelpRequest) => Promise<Done | Outcome>,
  done: (outcome: Done) => string | undefined,
): Promise<number> {
  if (reason === undefined) throw new UsageError('--reason: why, in 3 to 200 characters; it is in the audit');
  const opened = await site();
  const { services, help: desk } = await opened.services();
  const found = await findPerson(services.people.mirror, name);
  if (found.kind === 'unknown') {
    remark(unknownText(name, found.near));
    return exitCodes.found;
  }
  const { person } = found;
  if (question !== undefined && !(await confirm(question(person.username)))) {
    remark('Nothing was done.');
    return exitCodes.found;
  }
  const { actor, origin } = opened;
  const request = { actor, reason, origin, target: async () => person, proof: { kind: 'console' } } as const;
  const outcome = await help(desk, request);
  const text = done(outcome as Done);
  if (json) await print(`${JSON.stringify({ ...outcome, user: person.username })}\n`);
  else if (text !== undefined) await print(`${text}\n${mailText(outcome)}`);
  else remark(`Nothing was done: ${refusals[outcome.kind] ?? outcome.kind}.`);
  return text === undefined ? exitCodes.found : exitCodes.ok;
}

const refusals: Readonly<Record<string, string>> = {
  bad_reason: 'the reason must be 3 to 200 characters',
  bad_duration: 'that long is not possible',
  not_enrolled: 'they have no second factor',
  not_exempt: 'they are not exempt',
};

function mailText(outcome: Outcome): string {
  const { mail } = outcome as { readonly mail?: unknown };
  switch (mail) {
    case 'queued':
      return 'They are told by mail.\n';
    case 'no_address':
      return 'They have no mail address: tell them.\n';
    case 'no_mail_server':
      return 'The gate sends no mail: tell them.\n';
    default:
      return '';
  }
}
