import { ask, type RawAnswer } from '../jira/raw-client.ts';
import { honestAdministration } from './honest-administration.ts';
import { honestHelp } from './honest-help.ts';
import { honestHelped } from './honest-helped.ts';
import {
  enroll,
  type Fields,
  freshCode,
  goesTo,
  type HonestRequest,
  open,
  pages,
  passwordOf,
  type Setting,
} from './honest-people.ts';
import { honestPolicies } from './honest-policies.ts';
import { honestSettings } from './honest-settings.ts';
import type { OwnRoute } from './own-routes.ts';
import { secretIn, Visitor } from './visitor.ts';

export type { HonestRequest } from './honest-people.ts';

const answers = (status: number) => (answer: RawAnswer) => answer.status === status;
const nameOf = ({ method, path }: OwnRoute) => `${method} ${path.replace('/latest/', '/1.0/')}`;

/** Prepares what somebody would really send to a route: alice logging in, or admin taking bob's factor away. */
export function prepareHonestRequest(route: OwnRoute, setting: Setting): Promise<HonestRequest> {
  return (honestRequests[nameOf(route)] ?? anyRequest)(setting);
}

async function enrollAs(setting: Setting, name: string) {
  const visitor = new Visitor(setting.site.gate.url);
  return { visitor, ...(await enroll(setting, name, visitor)) };
}

/** How a site has to be set up for a route to do anything. */
export function settingsFor({ path }: OwnRoute): Record<string, string> {
  if (path.endsWith('/turn-off')) return { TSV_ENFORCEMENT: 'optional' };
  // A mail server that takes nothing: what was tried is in the audit all the same.
  if (path.endsWith('/mail-test')) return { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'gate@example.com' };
  return {};
}

/** The routes that an honest request is known for. */
export function hasHonestRequest(route: OwnRoute): boolean {
  return nameOf(route) in honestRequests;
}

const honestRequests: Readonly<Record<string, (setting: Setting) => Promise<HonestRequest>>> = {
  ...honestSettings,
  ...honestPolicies,
  ...honestHelp,
  ...honestHelped,
  ...honestAdministration,
  [`POST ${pages}/admin/settings/mail-test`]: async (setting) => {
    await enroll(setting, 'bob');
    await open(setting, 'challenge', 'bob');
    const { visitor } = await enrollAs(setting, 'admin');
    const { hidden } = await open(setting, 'admin/settings/mail-test', 'admin', visitor);
    return { visitor, fields: hidden, worked: ({ text }) => text.includes('The mail did not go out') };
  },
  [`POST ${pages}/admin/settings/edit`]: async (setting) =>
    administratorsForm(setting, 'admin/settings/edit', { comment: 'as agreed', rememberDays: '3' }),
  [`POST ${pages}/admin/basic-auth/edit`]: async (setting) =>
    administratorsForm(setting, 'admin/basic-auth/edit', { comment: 'as agreed' }, 'basic-auth'),
  [`POST ${pages}/admin/settings/revert`]: async (setting) =>
    administratorsForm(setting, 'admin/settings/revert?version=0', { comment: 'as agreed' }),
  [`POST ${pages}/challenge`]: async (setting) => {
    const { secret } = await enroll(setting, 'alice');
    await enroll(setting, 'bob');
    await open(setting, 'challenge', 'bob');
    await open(setting, 'challenge', 'alice');
    const { visitor, hidden } = await open(setting, 'challenge', 'alice');
    return { visitor, fields: { ...hidden, code: freshCode(setting, secret) }, worked: goesTo('/') };
  },
  [`POST ${pages}/recover`]: async (setting) => {
    const { recoveryCode } = await enroll(setting, 'alice');
    await open(setting, 'recover', 'alice');
    const { visitor, hidden } = await open(setting, 'recover', 'alice');
    return { visitor, fields: { ...hidden, recoveryCode }, worked: goesTo('/recovery-code') };
  },
  [`POST ${pages}/enroll`]: async (setting) => {
    await open(setting, 'enroll', 'bob');
    await open(setting, 'enroll', 'alice');
    const { visitor, hidden, text } = await open(setting, 'enroll?method=app', 'alice');
    const code = freshCode(setting, secretIn(text));
    return { visitor, fields: { ...hidden, code }, worked: goesTo('/recovery-code') };
  },
  [`POST ${pages}/recovery-code`]: async (setting) => {
    const visitor = new Visitor(setting.site.gate.url);
    await open(setting, 'enroll', 'alice', visitor);
    await visitor.enroll('alice', passwordOf('alice'), setting.site.clock.now);
    const { hidden } = await open(setting, 'recovery-code', 'alice', visitor);
    return { visitor, fields: { ...hidden, saved: 'yes' }, worked: goesTo('/') };
  },
  [`POST ${pages}/logout`]: async (setting) => {
    await open(setting, 'enroll', 'bob');
    await open(setting, 'enroll', 'alice');
    const { visitor, logout } = await open(setting, 'enroll', 'alice');
    return { visitor, fields: logout, worked: goesTo('/logged-out') };
  },
  'POST /rest/tsv/1.0/authenticate': async ({ site }) => ({
    visitor: new Visitor(site.gate.url),
    fields: { username: 'alice', password: passwordOf('alice') },
    worked: answers(412),
  }),
  'POST /rest/tsv/1.0/authenticate/totp-code': async (setting) => {
    const { secret } = await enroll(setting, 'alice');
    const begun = await begin(setting, 'alice');
    return byRest(setting, { ...begun, totpCode: freshCode(setting, secret) }, 204);
  },
  'POST /rest/tsv/1.0/authenticate/recovery-code': async (setting) => {
    const { recoveryCode } = await enroll(setting, 'alice');
    return byRest(setting, { ...(await begin(setting, 'alice')), recoveryCode }, 200);
  },
  'POST /rest/tsv/1.0/totp/start-enforced-enrollment': async (setting) =>
    byRest(setting, await begin(setting, 'alice'), 200),
  'POST /rest/tsv/1.0/totp/complete-enforced-enrollment': async (setting) => {
    const json = await begin(setting, 'alice');
    const offer = await ask(setting.site.gate.url, '/rest/tsv/1.0/totp/start-enforced-enrollment', { json });
    const { secret } = offer.json() as { secret: string };
    return byRest(setting, { ...json, totpCode: freshCode(setting, secret) }, 200);
  },
  'DELETE /rest/tsv/1.0/totp/unenroll/user/:userName': async (setting) => {
    await enroll(setting, 'bob');
    const { visitor, secret } = await administrator(setting);
    return { visitor, fields: { totpCode: freshCode(setting, secret) }, worked: answers(204) };
  },
};

/** A form of the console whose change leads back to the screen that it is about. */
async function administratorsForm(
  setting: Setting,
  path: string,
  typed: Fields,
  back = 'settings',
): Promise<HonestRequest> {
  await enroll(setting, 'bob');
  await open(setting, 'challenge', 'bob');
  const { visitor } = await enrollAs(setting, 'admin');
  const { hidden } = await open(setting, path, 'admin', visitor);
  return { visitor, fields: { ...hidden, ...typed }, worked: goesTo(`/admin/${back}?changed=yes`) };
}

/** For a route that nobody has described here: it is attacked with the cookies of somebody who may do everything. */
async function anyRequest(setting: Setting): Promise<HonestRequest> {
  const { visitor } = await administrator(setting);
  return { visitor, fields: {}, worked: ({ status }) => status !== 403 && status < 500 };
}

async function administrator({ site }: Setting) {
  const visitor = new Visitor(site.gate.url);
  const { secret } = await visitor.enroll('admin', passwordOf('admin'), site.clock.now);
  return { visitor, secret };
}

function byRest({ site }: Setting, fields: Fields, status: number): HonestRequest {
  return { visitor: new Visitor(site.gate.url), fields, worked: answers(status) };
}

async function begin({ site }: Setting, name: string): Promise<{ conversationId: string }> {
  const json = { username: name, password: passwordOf(name) };
  const answer = await ask(site.gate.url, '/rest/tsv/1.0/authenticate', { json });
  return { conversationId: String((answer.json() as { conversationId: unknown }).conversationId) };
}
