import type { ExemptionService } from '../../../proxy/user-help/index.ts';
import type { Screen } from '../screen.ts';
import { momentText, SelectField } from '../ui/index.ts';
import { type ActionParts, createActionScreen } from './action-screen.tsx';
import { doneParameters } from './done-words.ts';
import { refusalProblem } from './outcome-words.ts';

/** In hours; 30 days is the most that there is. */
export const exemptionChoices = [
  { value: '4', label: '4 hours' },
  { value: '24', label: '24 hours' },
  { value: '72', label: '3 days' },
  { value: '168', label: '7 days' },
  { value: '336', label: '14 days' },
  { value: '720', label: '30 days' },
] as const;

export const usualHours = '24';
export const durationError = 'Choose how long.';

export function readHours(text: string): number | undefined {
  return exemptionChoices.some(({ value }) => value === text) ? Number(text) : undefined;
}

/** Letting somebody in without a second factor for a while. */
export function createExemptionScreen(parts: ActionParts, exemptions: ExemptionService): Screen {
  return createActionScreen<number>(parts, {
    ...{ path: '/user/exempt', title: 'Exempt for a while', submit: 'Exempt', isDangerous: true },
    consequences: ({ exemptUntil }) => [
      ...(exemptUntil === undefined
        ? []
        : [`They are exempt until ${momentText(exemptUntil)} already. The new end takes the place of that.`]),
      'Until it ends their password is all that protects the account.',
      'What they have set up stays. The exemption ends by itself, and you can end it earlier.',
      'They get a mail that names you.',
    ],
    fields: async ({ typed, errors }) => (
      <SelectField
        name="hours"
        label="For how long"
        value={typed('hours') || usualHours}
        choices={exemptionChoices}
        error={errors.hours}
      />
    ),
    read: (fields) => {
      const hours = readHours(fields.text('hours'));
      return { value: hours ?? 0, errors: hours === undefined ? { hours: durationError } : {} };
    },
    run: async (request, hours, { links, person }) => {
      const outcome = await exemptions.grant({ ...request, hours });
      switch (outcome.kind) {
        case 'granted': {
          const to = links.to('/user', doneParameters(person.userKey, 'exempted', outcome.mail));
          return { kind: 'answer', answer: { kind: 'redirect', to } };
        }
        case 'bad_duration':
          return { kind: 'problem', problem: { errors: { hours: durationError } } };
        default:
          return { kind: 'problem', problem: refusalProblem(outcome) };
      }
    },
  });
}
