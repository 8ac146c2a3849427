import { enroll, goesTo, type HonestRequest, open, pages, type Setting } from './honest-people.ts';
import { plainRule } from './policy-console.ts';
import { Visitor } from './visitor.ts';

type Fields = Readonly<Record<string, string>>;

/** Somebody else's tokens are about, and an administrator is in. */
async function administrator(setting: Setting): Promise<Visitor> {
  await enroll(setting, 'bob');
  await open(setting, 'challenge', 'bob');
  const visitor = new Visitor(setting.site.gate.url);
  await enroll(setting, 'admin', visitor);
  return visitor;
}

async function formOf(setting: Setting, page: string, visitor: Visitor): Promise<Fields> {
  const { forms } = await open(setting, page, 'admin', visitor);
  const form = forms.find(({ action, hidden }) => action.endsWith(`/${page}`) && hidden.token !== undefined);
  return form?.hidden ?? {};
}

function change(
  page: string,
  fields: Fields,
  worked: HonestRequest['worked'],
  prepare: (setting: Setting, visitor: Visitor) => Promise<unknown> = async () => undefined,
) {
  return async (setting: Setting): Promise<HonestRequest> => {
    const visitor = await administrator(setting);
    await prepare(setting, visitor);
    return { visitor, fields: { ...(await formOf(setting, page, visitor)), ...fields }, worked };
  };
}

const draftSomething = async (setting: Setting, visitor: Visitor) => {
  const hidden = await formOf(setting, 'admin/policies/rule', visitor);
  await visitor.submit(`${pages}/admin/policies/rule`, { ...hidden, ...plainRule, groups: 'staff' });
};

/** Where the address says which one it is, and this one says none: then that is what it hears. */
const hears = (text: string) => (answer: { readonly text: string }) => answer.text.includes(text);

/** What an administrator sends who changes policies, networks and waves. */
export const honestPolicies: Readonly<Record<string, (setting: Setting) => Promise<HonestRequest>>> = {
  [`POST ${pages}/admin/policies`]: change('admin/policies', { do: 'monitor' }, goesTo('/admin/policies')),
  [`POST ${pages}/admin/policies/rule`]: change(
    'admin/policies/rule',
    { ...plainRule, groups: 'staff' },
    goesTo('/admin/policies'),
  ),
  [`POST ${pages}/admin/policies/step-up`]: change(
    'admin/policies/step-up',
    { name: 'Admin', paths: 'administration', minutes: '5' },
    goesTo('/admin/policies'),
  ),
  [`POST ${pages}/admin/policies/review`]: change(
    'admin/policies/review',
    { comment: 'because' },
    goesTo('/admin/policies?published=1'),
    draftSomething,
  ),
  [`POST ${pages}/admin/policies/version`]: change(
    'admin/policies',
    { comment: 'because', 'based-on': '0' },
    hears('There is no such version'),
  ),
  [`POST ${pages}/admin/networks`]: change('admin/policies', { name: 'Office' }, goesTo('/admin/networks')),
  [`POST ${pages}/admin/networks/edit`]: change(
    'admin/networks/edit',
    { name: 'Office', ranges: '192.0.2.0/24' },
    goesTo('/admin/networks'),
  ),
  [`POST ${pages}/admin/waves/new`]: change(
    'admin/waves/new',
    { name: 'First', groups: 'staff', 'starts-at': '2030-01-31T18:00', days: '14' },
    goesTo('/admin/policies'),
  ),
  [`POST ${pages}/admin/waves/change`]: change(
    'admin/policies',
    { reason: 'because' },
    hears('There is no such wave'),
  ),
};
