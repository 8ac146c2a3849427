import { enroll, type HonestRequest, passwordOf, type Setting } from './honest-people.ts';
import { Visitor } from './visitor.ts';

const adminRest = '/rest/two-step-admin/1.0';
const reason = 'lost the phone';
const comment = 'as agreed';

/** What an administrator asks of the API for bob, in a browser in which they showed their factor just now. */
export const honestAdministration: Readonly<Record<string, (setting: Setting) => Promise<HonestRequest>>> = {
  [`POST ${adminRest}/users/:user/reset`]: forBob({ scope: 'all' }),
  [`PUT ${adminRest}/users/:user/exemption`]: forBob(),
  [`POST ${adminRest}/users/:user/help-desk-code`]: forBob(),
  [`POST ${adminRest}/users/:user/unlock`]: forBob(),
  [`POST ${adminRest}/users/:user/revoke-devices`]: forBob(),
  [`POST ${adminRest}/users/:user/revoke-sessions`]: forBob(),
  [`DELETE ${adminRest}/users/:user/exemption`]: async (setting) => {
    const honest = await forBob()(setting);
    const { fields, visitor } = honest;
    await visitor.client.ask(`${adminRest}/users/bob/exemption`, { method: 'PUT', json: fields });
    return honest;
  },
  [`POST ${adminRest}/people/bulk`]: async (setting) => {
    const honest = await forBob()(setting);
    const json = { do: 'exempt', users: ['bob'], hours: 4, reason };
    return { ...honest, json, worked: ({ status, text }) => status === 202 && text.includes('"finished"') };
  },
  [`PUT ${adminRest}/policy`]: forSite({ policy: withWave({}), basedOn: 0, comment }),
  [`POST ${adminRest}/policy/revert`]: forSite({ version: 0, comment }, withWave({})),
  [`POST ${adminRest}/waves/:rule/pause`]: forSite({ comment }, withWave({})),
  [`POST ${adminRest}/waves/:rule/resume`]: forSite({ comment }, withWave({ paused: true })),
  [`POST ${adminRest}/waves/:rule/roll-back`]: forSite({ comment }, withWave({})),
  [`PUT ${adminRest}/settings`]: forSite({ settings: { rememberDays: 3 }, basedOn: 0, comment }),
  [`POST ${adminRest}/settings/revert`]: forSite({ version: 0, comment }),
  [`POST ${adminRest}/settings/mail-test`]: forSite({}),
};

/** A policy with a wave whose id is what the tests put into addresses. */
export function withWave(wave: { readonly paused?: boolean; readonly startsAt?: string }) {
  const outcome = { mode: 'enforce', withFactor: 'require', withoutFactor: { outcome: 'enroll' } } as const;
  const rule = { id: 'bob', name: 'First', match: { groups: ['staff'] } };
  const begins = { startsAt: '2030-01-31T18:00:00Z', mails: false, ...wave };
  return { rules: [{ ...rule, ...outcome, wave: begins }], default: outcome };
}

function forSite(json: object, policy?: object) {
  return async (setting: Setting): Promise<HonestRequest> => {
    const visitor = new Visitor(setting.site.gate.url);
    await visitor.enroll('admin', passwordOf('admin'), setting.site.clock.now);
    if (policy !== undefined) {
      const before = { method: 'PUT', json: { policy, basedOn: 0, comment } };
      const { status, text } = await visitor.client.ask(`${adminRest}/policy`, before);
      if (status !== 200) throw new Error(text);
    }
    return { visitor, fields: {}, json, worked: ({ status }) => status === 200 };
  };
}

function forBob(more: Readonly<Record<string, string>> = {}) {
  return async (setting: Setting): Promise<HonestRequest> => {
    await enroll(setting, 'bob');
    const visitor = new Visitor(setting.site.gate.url);
    await visitor.enroll('admin', passwordOf('admin'), setting.site.clock.now);
    return { visitor, fields: { reason, ...more }, worked: ({ status }) => status === 200 };
  };
}
