import type { Command } from './command.ts';
import { helpFromConsole, reasonOption } from './help-command.ts';
import { parseNamed, parseNumber } from './parse-options.ts';

/** What somebody at the server's console may do for one person. Nobody's code is asked for: the audit has who it was. */
export const userReset: Command = {
  name: 'user reset',
  options: 'NAME --reason TEXT [--yes]',
  summary: 'takes all second factors away; the person sets up anew at the next login',
  examples: ['user reset alice --reason "lost the phone, checked her badge"'],
  run: (args, context) => {
    const { name, values } = parseNamed(args, reasonOption);
    const question = (username: string) => `Take all second factors of ${username} away?`;
    return helpFromConsole(
      { name, reason: values.reason, question },
      context,
      ({ reset }, request) => reset.reset({ ...request, scope: { kind: 'all' } }),
      ({ kind }) => (kind === 'reset' ? `${name} has no second factor any more.` : undefined),
    );
  },
};

export const userExempt: Command = {
  name: 'user exempt',
  options: 'NAME --reason TEXT [--hours N | --end]',
  summary: 'lets somebody in with the password alone, for 24 hours unless told otherwise (720 at most)',
  examples: [
    'user exempt bob --hours 4 --reason "phone in repair"',
    'user exempt bob --end --reason "is back"',
  ],
  run: (args, context) => {
    const options = { ...reasonOption, hours: { type: 'string' }, end: { type: 'boolean' } } as const;
    const { name, values } = parseNamed(args, options);
    const hours = parseNumber('hours', values.hours);
    return helpFromConsole<{ kind: string; endsAt?: Date }>(
      { name, reason: values.reason },
      context,
      ({ exemptions }, request) =>
        values.end === true
          ? exemptions.end(request)
          : exemptions.grant({ ...request, ...(hours === undefined ? {} : { hours }) }),
      ({ kind, endsAt }) => {
        if (kind === 'ended') return `${name} needs a second factor again.`;
        return kind === 'granted' ? `${name} needs none until ${endsAt?.toISOString()}.` : undefined;
      },
    );
  },
};

export const userUnlock: Command = {
  name: 'user unlock',
  options: 'NAME --reason TEXT',
  summary: 'forgets somebody’s wrong codes, also where they wait for an administrator',
  examples: ['user unlock alice --reason "typed the codes of an old phone"'],
  run: (args, context) => {
    const { name, values } = parseNamed(args, reasonOption);
    return helpFromConsole(
      { name, reason: values.reason },
      context,
      ({ access }, request) => access.unlock(request),
      ({ kind }) => (kind === 'unlocked' ? `${name} is not locked any more.` : undefined),
    );
  },
};

export const userCode: Command = {
  name: 'user code',
  options: 'NAME --reason TEXT [--minutes N]',
  summary: 'prints a code that opens one login, to be read out; good for 30 minutes unless told otherwise',
  examples: ['user code alice --minutes 15 --reason "phone at home, called back"'],
  run: (args, context) => {
    const { name, values } = parseNamed(args, { ...reasonOption, minutes: { type: 'string' } } as const);
    const minutes = parseNumber('minutes', values.minutes);
    return helpFromConsole<{ kind: string; code?: string; expiresAt?: Date }>(
      { name, reason: values.reason },
      context,
      ({ helpDeskCodes }, request) =>
        helpDeskCodes.issue({ ...request, ...(minutes === undefined ? {} : { minutes }) }),
      ({ kind, code, expiresAt }) =>
        kind === 'issued'
          ? `${code}\nOpens one login of ${name}, until ${expiresAt?.toISOString()}.`
          : undefined,
    );
  },
};
