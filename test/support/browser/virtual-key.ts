import type { Visit } from './visit.ts';

/** The kinds of authenticators that people have. */
export const keyKinds = {
  'a FIDO2 security key': { protocol: 'ctap2', transport: 'usb', hasResidentKey: false },
  'a FIDO2 security key that keeps passkeys': { protocol: 'ctap2', transport: 'nfc', hasResidentKey: true },
  'a U2F security key': { protocol: 'u2f', transport: 'usb', hasResidentKey: false },
  'a fingerprint reader': {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  },
} as const;

export type KeyKind = keyof typeof keyKinds;

export type VirtualKey = {
  /** Sets the counter of its only credential back. */
  setCounterBack(): Promise<void>;
  /** How many credentials it holds. */
  credentials(): Promise<number>;
  unplug(): Promise<void>;
};

/** Chromium's own emulation of an authenticator, held to this tab. It answers every question by itself. */
export async function addKey(visit: Visit, kind: KeyKind): Promise<VirtualKey> {
  const session = await visit.context.newCDPSession(visit.tab);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...keyKinds[kind], automaticPresenceSimulation: true },
  });
  const held = async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
  return {
    setCounterBack: async () => {
      const [credential] = await held();
      if (credential === undefined) throw new Error('the key holds nothing');
      await session.send('WebAuthn.removeCredential', {
        authenticatorId,
        credentialId: credential.credentialId,
      });
      await session.send('WebAuthn.addCredential', {
        authenticatorId,
        credential: { ...credential, signCount: 0 },
      });
    },
    credentials: async () => (await held()).length,
    unplug: () =>
      session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }).then(() => undefined),
  };
}
