import type { FactorModule } from '../factor-module.ts';
import { relyingParty } from './relying-party.ts';
import { WebAuthnAuthenticator } from './web-authn-authenticator.ts';
import { webAuthnPages } from './web-authn-pages.tsx';

export { relyingParty } from './relying-party.ts';

export const webAuthnFactor: FactorModule = {
  method: 'WEBAUTHN',
  create: (tools) => {
    const result = relyingParty(tools.publicOrigin, tools.issuer);
    return result.kind === 'usable' ? new WebAuthnAuthenticator(tools, result.party) : undefined;
  },
  pages: webAuthnPages,
};
