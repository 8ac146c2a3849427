import { createKeyedHash } from '../../../proxy/kernel/keyed-hash.ts';
import { NotMeLinks } from '../../../proxy/notification/index.ts';
import {
  enroll,
  freshCode,
  goesTo,
  type HonestRequest,
  open,
  pages,
  passwordOf,
  type Setting,
} from './honest-people.ts';
import { keyOptionsIn, registerKey, SoftKey } from './soft-key.ts';
import { Visitor } from './visitor.ts';

type Prepare = (setting: Setting) => Promise<HonestRequest>;

/** What alice would really send to look after her own factors, within minutes of her login. */
export const honestSettings: Readonly<Record<string, Prepare>> = {
  [`POST ${pages}/confirm`]: async (setting) => {
    const { visitor, secret } = await atHome(setting);
    const { hidden } = await open(setting, 'confirm', 'alice', visitor);
    return { visitor, fields: { ...hidden, code: freshCode(setting, secret) }, worked: goesTo('/profile') };
  },
  [`POST ${pages}/confirm/recover`]: async (setting) => {
    const { visitor, recoveryCode } = await atHome(setting);
    const { hidden } = await open(setting, 'confirm/recover', 'alice', visitor);
    const worked = goesTo(`/recovery-code?destination=${encodeURIComponent(`${pages}/profile`)}`);
    return { visitor, fields: { ...hidden, recoveryCode }, worked };
  },
  [`POST ${pages}/add`]: async (setting) => {
    const { visitor } = await atHome(setting);
    const page = await visitor.open(`${pages}/add?method=key`);
    const { hidden } = await open(setting, 'add?method=key', 'alice', visitor);
    const response = keyOf(setting).create(keyOptionsIn(page));
    return { visitor, fields: { ...hidden, response }, worked: goesTo('done=added') };
  },
  [`POST ${pages}/new-phone`]: async (setting) => {
    const { visitor } = await atHome(setting);
    const { hidden, text } = await open(setting, 'new-phone', 'alice', visitor);
    const secret = /secret=([A-Z2-7]{32})/.exec(text)?.[1] ?? '';
    return { visitor, fields: { ...hidden, code: freshCode(setting, secret) }, worked: goesTo('done=moved') };
  },
  [`POST ${pages}/rename`]: async (setting) => {
    const { visitor } = await atHome(setting);
    const { hidden } = await open(setting, 'rename?id=app', 'alice', visitor);
    return { visitor, fields: { ...hidden, name: 'Pocket' }, worked: goesTo('done=renamed') };
  },
  [`POST ${pages}/remove`]: async (setting) => {
    const { visitor } = await atHome(setting, { withKey: true });
    const { hidden } = await open(setting, 'remove?id=app', 'alice', visitor);
    return { visitor, fields: hidden, worked: goesTo('done=removed') };
  },
  [`POST ${pages}/turn-off`]: async (setting) => {
    const { visitor } = await atHome(setting);
    const { hidden } = await open(setting, 'turn-off', 'alice', visitor);
    return { visitor, fields: hidden, worked: goesTo('/profile') };
  },
  [`POST ${pages}/default`]: async (setting) => {
    const { visitor } = await atHome(setting, { withKey: true });
    return fromProfile(setting, visitor, 'default', goesTo('done=default'));
  },
  [`POST ${pages}/backup-codes`]: async (setting) => {
    const { visitor } = await atHome(setting);
    return fromProfile(setting, visitor, 'backup-codes', goesTo('%2Fprofile'));
  },
  [`POST ${pages}/new-recovery-code`]: async (setting) => {
    const { visitor } = await atHome(setting);
    return fromProfile(setting, visitor, 'new-recovery-code', goesTo('%2Fprofile'));
  },
  [`POST ${pages}/devices`]: async (setting) => {
    const { secret } = await enroll(setting, 'alice');
    const { visitor, hidden } = await open(setting, 'challenge', 'alice');
    const code = freshCode(setting, secret);
    await visitor.submit(`${pages}/challenge`, { ...hidden, code, remember: 'yes' });
    return fromProfile(setting, visitor, 'devices', goesTo('done=forgotten'));
  },
  [`POST ${pages}/sessions`]: async (setting) => {
    const { secret } = await enroll(setting, 'alice');
    const visitor = new Visitor(setting.site.gate.url);
    await visitor.logInWithCode('alice', passwordOf('alice'), freshCode(setting, secret));
    return fromProfile(setting, visitor, 'sessions', goesTo('done=ended'));
  },
  [`POST ${pages}/not-me`]: async (setting) => {
    const { visitor } = await atHome(setting);
    const { hidden } = await open(setting, `not-me?token=${linkOf(setting, alice)}`, 'alice', visitor);
    return { visitor, fields: hidden, worked: ({ status }) => status === 200 };
  },
};

const alice = 'JIRAUSER10103';

/** What stands in the mail to somebody. */
export function linkOf({ site }: Pick<Setting, 'site'>, userKey: string): string {
  const { keyRing } = site.gate.config;
  if (keyRing === undefined) throw new Error('a gate without keys');
  return encodeURIComponent(new NotMeLinks(createKeyedHash(keyRing), site.clock.read).create(userKey));
}

function keyOf({ site }: Setting): SoftKey {
  return new SoftKey({ origin: site.gate.config.publicOrigin });
}

/** Alice, who has just logged in; bob has, too, and is of no help to anybody. */
async function atHome(setting: Setting, { withKey = false } = {}) {
  await open(setting, 'enroll?method=app', 'bob');
  const bob = new Visitor(setting.site.gate.url);
  await enroll(setting, 'bob', bob);
  await open(setting, 'profile', 'bob', bob);
  const visitor = new Visitor(setting.site.gate.url);
  const { secret, recoveryCode } = await enroll(setting, 'alice', visitor);
  if (withKey) await registerKey(visitor, keyOf(setting));
  await open(setting, 'profile', 'alice', visitor);
  return { visitor, secret, recoveryCode };
}

/** The last form of its kind on the page: the one that ends the most. */
async function fromProfile(
  setting: Setting,
  visitor: Visitor,
  action: string,
  worked: HonestRequest['worked'],
): Promise<HonestRequest> {
  const { forms } = await open(setting, 'profile', 'alice', visitor);
  const form = forms.findLast((one) => one.action.endsWith(`/${action}`));
  if (form === undefined) throw new Error(`no form on the page: ${action}`);
  return { visitor, fields: form.hidden, worked };
}
