import type { RawAnswer } from '../jira/raw-client.ts';
import type { Site } from './site.ts';
import { codeAt, formsOf, Visitor } from './visitor.ts';

export const consolePath = '/plugins/servlet/two-step/admin';
/** A screen that changes something, though nothing that a test would miss. */
export const mailTestPath = `${consolePath}/settings/mail-test`;

type Here = Pick<Site, 'gate' | 'clock' | 'jira'>;

/** In this group somebody is a Jira system administrator, in the other one an administrator without that right. */
export const groups = { system: 'jira-system-administrators', plain: 'jira-administrators' };

export type GivenPerson = {
  readonly name: string;
  readonly userKey: string;
  readonly secret: string;
  readonly visitor: Visitor;
};

/** The `number`th of the crowd, in a group, with an app that they set up just now: their proof is fresh. */
export async function givenMember(site: Here, number: number, group: string): Promise<GivenPerson> {
  const { name, userKey } = crowdMember(number);
  site.jira.control.setGroups(userKey, [group, 'jira-software-users']);
  const visitor = new Visitor(site.gate.url);
  const { secret } = await visitor.enroll(name, `${name}-password`, site.clock.now);
  return { name, userKey, secret, visitor };
}

export const givenAdministrator = (site: Here, number: number) => givenMember(site, number, groups.system);

export function crowdMember(number: number) {
  return { name: `user${number}`, userKey: `JIRAUSER${30_000 + number}` };
}

/** Another browser of the same person, after password and code. */
export async function logInAgain({ name, secret }: GivenPerson, site: Here, fields = {}): Promise<Visitor> {
  const visitor = new Visitor(site.gate.url);
  await visitor.logIn(name, `${name}-password`);
  const page = await visitor.open('/plugins/servlet/two-step/challenge?method=app');
  await answerWithApp({ secret, visitor }, site, page, fields);
  return visitor;
}

/** Answers the question that a page of the gate asks, with the code that the app shows now. */
export function answerWithApp(
  { visitor, secret }: Pick<GivenPerson, 'visitor' | 'secret'>,
  site: Pick<Site, 'clock'>,
  page: RawAnswer,
  fields: Record<string, string> = {},
): Promise<RawAnswer> {
  site.clock.pass(30_000);
  return visitor.answerForm(page, { code: codeAt(secret, site.clock.now), ...fields });
}

/** The hidden fields of a screen's form, its token among them. */
export function consoleFormIn({ text }: RawAnswer, path: string): Record<string, string> {
  return formsOf(text).find(({ action }) => action.endsWith(path))?.hidden ?? {};
}
