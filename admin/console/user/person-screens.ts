import type {
  AccessService,
  ExemptionService,
  HelpDeskCodeService,
  ResetService,
} from '../../../proxy/user-help/index.ts';
import type { Screen } from '../screen.ts';
import type { ActionParts } from './action-screen.tsx';
import { createExemptionScreen } from './exemption-action.tsx';
import { createHelpDeskCodeScreen } from './help-desk-code-action.tsx';
import type { OneTimeForms } from './one-time-forms.ts';
import { createResetScreen } from './reset-action.tsx';
import { createSmallActions } from './small-actions.tsx';
import { createUserScreen, type UserScreenParts } from './user-screen.tsx';

export type PersonScreenParts = Omit<UserScreenParts, 'exemptions'> & {
  readonly help: {
    readonly reset: ResetService;
    readonly exemptions: ExemptionService;
    readonly helpDeskCodes: HelpDeskCodeService;
    readonly access: AccessService;
  };
  readonly forms: OneTimeForms;
};

/** One person, and a page for each kind of help. */
export function createPersonScreens(parts: PersonScreenParts): readonly Screen[] {
  const { desk, factors, forms, help } = parts;
  const { reset, exemptions, helpDeskCodes, access } = help;
  const action: ActionParts = {
    desk,
    hasApp: async ({ person }) =>
      (await factors.usableBy(person.userKey)).some(({ authenticator }) => authenticator.method === 'TOTP'),
  };
  return [
    createUserScreen({ ...parts, exemptions }),
    createHelpDeskCodeScreen(action, helpDeskCodes, forms),
    createResetScreen(action, reset, factors),
    createExemptionScreen(action, exemptions),
    ...createSmallActions(action, access, exemptions),
  ];
}
