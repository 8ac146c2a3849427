import type {
  AccessService,
  EndExemptionOutcome,
  ExemptionService,
  HelpRefusal,
  HelpRequest,
  RevokeOutcome,
  UnlockOutcome,
} from '../../../proxy/user-help/index.ts';
import type { LinkParameters } from '../console-links.ts';
import type { Screen } from '../screen.ts';
import {
  type ActionOutcome,
  type ActionParts,
  createActionScreen,
  type PersonAction,
} from './action-screen.tsx';
import { type DoneKind, doneParameters } from './done-words.ts';
import { refusalProblem } from './outcome-words.ts';

type SmallAction = Pick<
  PersonAction<undefined>,
  'path' | 'title' | 'submit' | 'isDangerous' | 'stop' | 'consequences'
> & {
  readonly done: DoneKind;
  readonly run: (
    request: HelpRequest,
  ) => Promise<UnlockOutcome | RevokeOutcome | EndExemptionOutcome | HelpRefusal>;
};

/** Help that needs a reason and nothing else. */
export function createSmallActions(
  parts: ActionParts,
  access: AccessService,
  exemptions: ExemptionService,
): readonly Screen[] {
  return [
    small(parts, {
      ...{ path: '/user/unlock', title: 'Unlock', submit: 'Unlock', done: 'unlocked' },
      consequences: () => [
        'Wrong codes that were typed so far are forgotten: they may try again at once.',
        'Their factors stay as they are. They get a mail that names you.',
        'Ten wrong codes within a quarter of an hour mean a lost phone, or somebody else who knows the password.',
      ],
      stop: async (person) =>
        person.lockedUntil === undefined ? nothing('They are not locked.') : undefined,
      run: (request) => access.unlock(request),
    }),
    small(parts, {
      ...{ path: '/user/forget-browsers', title: 'Forget browsers', submit: 'Forget browsers' },
      done: 'browsers_forgotten',
      consequences: ({ devices }) => [
        `${devices === 1 ? 'One browser is' : `${devices} browsers are`} remembered. All of them ask for a second factor again at the next login.`,
        'Sessions that are open go on: end them as well where a computer was stolen.',
        'They get a mail that names you.',
      ],
      run: (request) => access.revokeDevices(request),
    }),
    small(parts, {
      ...{ path: '/user/end-sessions', title: 'End sessions', submit: 'End sessions', isDangerous: true },
      done: 'sessions_ended',
      consequences: () => [
        'They are logged out of everything that they verified, on every gate, within a second. What they were typing may be lost.',
        'Remembered browsers let them in again after the password: forget these as well where a computer was stolen.',
        'They get a mail that names you.',
      ],
      run: (request) => access.revokeSessions(request),
    }),
    small(parts, {
      ...{ path: '/user/end-exemption', title: 'End the exemption', submit: 'End the exemption' },
      done: 'exemption_ended',
      consequences: () => [
        'The policy counts for them again at once: whoever owes a second factor shows it, or sets one up.',
        'They get a mail that names you.',
      ],
      stop: async (person) =>
        person.exemptUntil === undefined ? nothing('They are not exempt.') : undefined,
      run: (request) => exemptions.end(request),
    }),
  ];
}

function small(parts: ActionParts, action: SmallAction): Screen {
  return createActionScreen<undefined>(parts, {
    ...action,
    read: () => ({ value: undefined, errors: {} }),
    run: async (request, _value, { links, person }) => {
      const goTo = (parameters: LinkParameters): ActionOutcome => ({
        kind: 'answer',
        answer: { kind: 'redirect', to: links.to('/user', parameters) },
      });
      const outcome = await action.run(request);
      switch (outcome.kind) {
        case 'unlocked':
        case 'revoked':
        case 'ended':
          return goTo(doneParameters(person.userKey, action.done, outcome.mail));
        case 'not_exempt':
          // Somebody else was faster: it is as it was wanted.
          return goTo({ person: person.userKey });
        default:
          return { kind: 'problem', problem: refusalProblem(outcome) };
      }
    },
  });
}

function nothing(text: string) {
  return (
    <div key="stop" class="empty-state">
      {text} There is nothing to do.
    </div>
  );
}
