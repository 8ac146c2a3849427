import { enroll, type HonestRequest, passwordOf, type Setting } from './honest-people.ts';
import { Visitor } from './visitor.ts';

const adminRest = '/rest/two-step-admin/1.0';
const reason = 'lost the phone';

/** What an administrator asks of the API for bob, in a browser in which they showed their factor just now. */
export const honestAdministration: Readonly<Record<string, (setting: Setting) => Promise<HonestRequest>>> = {
  [`POST ${adminRest}/users/:user/reset`]: forBob({ scope: 'all' }),
  [`PUT ${adminRest}/users/:user/exemption`]: forBob(),
  [`POST ${adminRest}/users/:user/help-desk-code`]: forBob(),
  [`POST ${adminRest}/users/:user/unlock`]: forBob(),
  [`POST ${adminRest}/users/:user/revoke-devices`]: forBob(),
  [`POST ${adminRest}/users/:user/revoke-sessions`]: forBob(),
};

function forBob(more: Readonly<Record<string, string>> = {}) {
  return async (setting: Setting): Promise<HonestRequest> => {
    await enroll(setting, 'bob');
    const visitor = new Visitor(setting.site.gate.url);
    await visitor.enroll('admin', passwordOf('admin'), setting.site.clock.now);
    return { visitor, fields: { reason, ...more }, worked: ({ status }) => status === 200 };
  };
}
