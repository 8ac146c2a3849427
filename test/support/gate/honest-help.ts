import { askPath, refreshFromJira, usersPath } from './console-people.ts';
import {
  enroll,
  type Fields,
  freshCode,
  goesTo,
  type HonestRequest,
  open,
  pages,
  type Setting,
} from './honest-people.ts';
import { formsOf, Visitor } from './visitor.ts';

type Prepare = (setting: Setting) => Promise<HonestRequest>;

const bob = 'JIRAUSER10104';

/** What an administrator would really send in the console: for bob, who is enrolled. */
export const honestHelp: Readonly<Record<string, Prepare>> = {
  [`POST ${pages}/admin/users/refresh`]: async (setting) => {
    const { visitor } = await atConsole(setting);
    const fields = await hiddenAt(visitor, usersPath, '/users/refresh');
    return { visitor, fields, worked: goesTo('/users?refresh=started') };
  },
  [`POST ${pages}/admin/users/bulk/confirm`]: async (setting) => {
    const { visitor } = await atConsole(setting);
    const { headers } = await visitor.open(`${usersPath}/bulk?do=exempt&person=${bob}`);
    const path = headers.location ?? '';
    const fields = { ...(await hiddenAt(visitor, path, path)), typed: '1', reason: 'a test', hours: '4' };
    const query = path.slice(path.indexOf('?'));
    return { visitor, fields, query, worked: goesTo(`/users/bulk/result${query}`) };
  },
  ...Object.fromEntries([
    help('reset', 'done=reset', { scope: 'all' }),
    help('exempt', 'done=exempted', { hours: '4' }),
    help('end-exemption', 'done=exemption_ended'),
    help('unlock', 'done=unlocked'),
    help('forget-browsers', 'done=browsers_forgotten'),
    help('end-sessions', 'done=sessions_ended'),
    help('code', undefined, { minutes: '30' }),
  ]),
};

function help(action: string, done: string | undefined, own: Fields = {}): [string, Prepare] {
  const prepare: Prepare = async (setting) => {
    const { visitor, secret } = await atConsole(setting);
    if (action === 'end-exemption') {
      const path = askPath('exempt', bob);
      const fields = { ...(await hiddenAt(visitor, path, path)), reason: 'a test', hours: '4' };
      await visitor.submit(path, fields);
    }
    const path = askPath(action, bob);
    // Bob is not locked: the page that says so has no form. The token is that of the session, whichever form has it.
    const shown = action === 'unlock' ? askPath('exempt', bob) : path;
    const hidden = await hiddenAt(visitor, shown, shown);
    const code = action === 'reset' ? { code: freshCode(setting, secret) } : {};
    return {
      visitor,
      fields: { ...hidden, ...own, ...code, reason: 'a test' },
      query: path.slice(path.indexOf('?')),
      worked: ({ headers, text }) =>
        done === undefined ? text.includes('read-out-code') : (headers.location?.includes(done) ?? false),
    };
  };
  return [`POST ${pages}/admin/user/${action}`, prepare];
}

async function atConsole(setting: Setting) {
  const other = new Visitor(setting.site.gate.url);
  await enroll(setting, 'bob', other);
  await open(setting, 'profile', 'bob', other);
  const visitor = new Visitor(setting.site.gate.url);
  const { secret } = await enroll(setting, 'admin', visitor);
  await refreshFromJira({ visitor });
  return { visitor, secret };
}

async function hiddenAt(visitor: Visitor, page: string, action: string): Promise<Record<string, string>> {
  const { text } = await visitor.open(page);
  return formsOf(text).find((form) => form.action.endsWith(action))?.hidden ?? {};
}
