import type { RawAnswer } from '../jira/raw-client.ts';
import { consoleFormIn, consolePath, crowdMember, type GivenPerson } from './administrator.ts';
import { waitFor } from './gate-process.ts';
import { codeAt, Visitor } from './visitor.ts';

export const usersPath = `${consolePath}/users`;
export const userPath = `${consolePath}/user`;

/** What a page says, without its markup. */
export function textOf({ text }: Pick<RawAnswer, 'text'>): string {
  return text
    .replace(/<(?:head|nav)\b.*?<\/(?:head|nav)>/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}

/** Presses "Refresh from Jira", and waits until everybody was read. */
export async function refreshFromJira({ visitor }: Pick<GivenPerson, 'visitor'>): Promise<RawAnswer> {
  const form = consoleFormIn(await visitor.open(usersPath), '/users/refresh');
  const begun = await visitor.submit(`${usersPath}/refresh`, form);
  await waitFor(async () => textOf(await visitor.open(usersPath)).includes('Read from Jira'), 20_000);
  return begun;
}

export const personQuery = (userKey: string) => `?${new URLSearchParams({ person: userKey })}`;

/** Of the form of one kind of help. */
export const askPath = (action: string, userKey: string) => `${userPath}/${action}${personQuery(userKey)}`;

/** Opens the form of one kind of help, and sends it with these fields; hidden ones as they stand. */
export async function askForHelp(
  { visitor }: Pick<GivenPerson, 'visitor'>,
  action: string,
  userKey: string,
  fields: Record<string, string>,
): Promise<RawAnswer> {
  const path = askPath(action, userKey);
  const form = consoleFormIn(await visitor.open(path), path);
  return visitor.submit(path, { ...form, reason: 'ticket 4711', ...fields });
}

/** The code that the administrator's app shows next: one that was not used yet. */
export function nextCode(
  { secret }: Pick<GivenPerson, 'secret'>,
  clock: { now: number; pass(ms: number): void },
) {
  clock.pass(30_000);
  return codeAt(secret, clock.now);
}

/** One of the crowd, set up with an app. */
export async function givenEnrolledMember(url: string, now: number, number: number) {
  const { name, userKey } = crowdMember(number);
  const visitor = new Visitor(url);
  const { secret } = await visitor.enroll(name, `${name}-password`, now);
  return { name, username: name, userKey, secret, visitor };
}
