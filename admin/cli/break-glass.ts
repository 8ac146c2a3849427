import { type Command, exitCodes, UsageError } from './command.ts';
import { findPerson, unknownText } from './find-person.ts';
import { parseNamed } from './parse-options.ts';

const string = { type: 'string' } as const;
const notVerified = (name: string) =>
  `The gate knows nobody called "${name}": the name is taken as it was typed, and the audit and the mails say that nobody verified it.`;
const inactive = '--by: that account is deactivated in Jira. That this was tried is in the audit.';
const loud = `
  *****************************************************************
  *  EMERGENCY ACCESS. Two people open it together. Both names,   *
  *  the reason and the Unix user are written into the audit; the *
  *  person and TSV_ADMIN_MAIL are told by mail.                  *
  *****************************************************************
`;

export const breakGlassStart: Command = {
  name: 'break-glass start',
  options: 'NAME --by YOUR_USER_NAME --reason TEXT [--yes]',
  summary: 'emergency access for somebody who is locked out, first of two people: prints half of a code',
  examples: ['break-glass start admin --by grace --reason "only administrator lost the phone"'],
  run: async (args, { site, json, print, remark, confirm }) => {
    const { name, values } = parseNamed(args, { by: string, reason: string });
    const { by, reason } = values;
    if (by === undefined || reason === undefined) throw new UsageError('--by and --reason are needed');
    remark(loud);
    if (!(await confirm(`Begin emergency access for ${name}?`))) return exitCodes.found;
    const opened = await site();
    const { help, services } = await opened.services();
    const outcome = await help.breakGlass.start({
      ...{ by, target: name, origin: opened.origin },
      reason: `${reason} [${opened.unixUser}]`,
    });
    if (outcome.kind === 'started' && !outcome.verified) remark(notVerified(by));
    if (json) {
      await print(`${JSON.stringify(outcome)}\n`);
      return outcome.kind === 'started' ? exitCodes.ok : exitCodes.found;
    }
    switch (outcome.kind) {
      case 'started':
        await print(
          `first half   ${outcome.half}\nrequest      ${outcome.id}\nSomebody else has to run this before ${outcome.confirmBefore.toISOString()}:\n  two-step break-glass confirm ${outcome.id} --by THEIR_NAME\n`,
        );
        return exitCodes.ok;
      case 'unknown_user': {
        const found = await findPerson(services.people.mirror, name);
        remark(unknownText(name, found.kind === 'unknown' ? found.near : []));
        return exitCodes.found;
      }
      case 'bad_name':
        remark('--by: a name of 2 to 60 characters');
        return exitCodes.found;
      case 'inactive_person':
        remark(inactive);
        return exitCodes.found;
      case 'bad_reason':
        remark('--reason: 3 to 200 characters, the Unix user included');
        return exitCodes.found;
      default:
        return outcome satisfies never;
    }
  },
};

export const breakGlassConfirm: Command = {
  name: 'break-glass confirm',
  options: 'REQUEST --by YOUR_USER_NAME [--yes]',
  summary: 'emergency access, second of two people: prints the other half',
  examples: ['break-glass confirm 0b1c2d3e-… --by alan'],
  run: async (args, { site, json, print, remark, confirm }) => {
    const { name: id, values } = parseNamed(args, { by: string }, 'REQUEST');
    const { by } = values;
    if (by === undefined) throw new UsageError('--by is needed');
    remark(loud);
    if (!(await confirm('Open emergency access?'))) return exitCodes.found;
    const opened = await site();
    const { help } = await opened.services();
    const origin = { ...opened.origin, requestId: `command line: ${opened.unixUser}`.slice(0, 36) };
    const outcome = await help.breakGlass.confirm({ id, by, origin });
    if (outcome.kind === 'opened' && !outcome.verified) remark(notVerified(by));
    if (json) await print(`${JSON.stringify(outcome)}\n`);
    else if (outcome.kind === 'opened') {
      await print(
        `second half  ${outcome.half}\nTogether: FIRST-SECOND. It opens one login, until ${outcome.expiresAt.toISOString()}, and is typed\ninto "Use a backup or recovery code".\n`,
      );
    } else remark(refusals[outcome.kind]);
    return outcome.kind === 'opened' ? exitCodes.ok : exitCodes.found;
  },
};

const refusals = {
  bad_name: '--by: a name of 2 to 60 characters',
  inactive_person: inactive,
  same_person: 'The second person has to be somebody else. That this was tried is in the audit.',
  unknown_request: 'There is no such request: it was confirmed already, or is more than ten minutes old.',
} as const;
