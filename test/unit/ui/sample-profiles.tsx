import type { VNode } from 'preact';
import { catalogue, type Language, ProfilePage, type ProfilePageProps } from '../../../proxy/ui/index.ts';

/** The page on which people look after what they have: with everything that can stand on it, and with nothing. */
export function buildProfilePages(text: string, language: Language): Record<string, VNode> {
  const words = catalogue[language];
  const form = { action: '/post', token: text, destination: text, fields: { id: text } };
  const entry = { icon: 'screen', title: text, facts: text } as const;
  const action = { form, label: text };
  const method = { icon: 'usb', name: text, facts: text, warning: text } as const;
  const full: ProfilePageProps = {
    message: { kind: 'success', text, hint: text },
    methods: [
      { ...method, id: 'app', isDefault: true, renameHref: '/rename?id=app', removeHref: '/remove?id=app' },
      { ...method, id: 'key-1', isDefault: false, makeDefault: form },
    ],
    addHref: '/add',
    newPhoneHref: '/new-phone',
    turnOffHref: '/turn-off',
    codes: { text, warning: true, renew: form, recoveryCode: form, hasSet: true },
    devices: {
      entries: [
        { ...entry, id: 'a', current: true, action },
        { ...entry, id: 'b', action },
      ],
      forgetAll: form,
    },
    sessions: {
      entries: [
        { ...entry, id: 'c', current: true },
        { ...entry, id: 'd', action },
      ],
      endOthers: form,
    },
    activity: [{ ...entry, id: '1' }],
    words,
  };
  const empty: ProfilePageProps = {
    methods: [{ ...method, id: 'app', isDefault: false }],
    codes: { text, warning: false, renew: form, recoveryCode: form, hasSet: false },
    devices: { entries: [], forgetAll: form },
    sessions: { entries: [] },
    activity: [],
    words,
  };
  return { profile: <ProfilePage {...full} />, 'profile with little': <ProfilePage {...empty} /> };
}
