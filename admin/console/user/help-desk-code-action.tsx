import { shownName } from '../../../proxy/people/index.ts';
import type { HelpDeskCodeService } from '../../../proxy/user-help/index.ts';
import { PersonName } from '../person-name.tsx';
import type { Screen, ScreenPage } from '../screen.ts';
import { momentText, SelectField } from '../ui/index.ts';
import { type ActionChange, type ActionParts, createActionScreen } from './action-screen.tsx';
import type { OneTimeForms } from './one-time-forms.ts';
import { mailWords, refusalProblem } from './outcome-words.ts';

const minuteChoices = [
  { value: '15', label: '15 minutes' },
  { value: '30', label: '30 minutes' },
  { value: '60', label: '1 hour' },
  { value: '240', label: '4 hours' },
  { value: '480', label: '8 hours' },
] as const;
const usualMinutes = '30';
const durationError = 'Choose how long.';

type Asked = { readonly minutes: number; readonly mark: string };

/** A code over the telephone. It is in the answer to this form and nowhere else. */
export function createHelpDeskCodeScreen(
  parts: ActionParts,
  codes: HelpDeskCodeService,
  forms: OneTimeForms,
): Screen {
  return createActionScreen<Asked>(parts, {
    ...{ path: '/user/code', title: 'Give a code', submit: 'Show the code' },
    consequences: ({ enrolledSince }) => [
      'You see a code once and read it out to them. Never mail or chat it.',
      enrolledSince === undefined
        ? 'They have no factor yet: where a proof is asked for before the first setup, they type it there.'
        : 'At login they press “Use a backup or recovery code” and type it there. It opens one login.',
      'A code that was given to them before is void. They get a mail that names you, without the code.',
    ],
    fields: async ({ typed, errors }) => (
      <SelectField
        name="minutes"
        label="Good for"
        value={typed('minutes') || usualMinutes}
        choices={minuteChoices}
        error={errors.minutes}
      />
    ),
    hidden: () => ({ once: forms.issue() }),
    read: (fields) => {
      const minutes = minuteChoices.find(({ value }) => value === fields.text('minutes'))?.value;
      return {
        value: { minutes: Number(minutes ?? 0), mark: fields.text('once') },
        errors: minutes === undefined ? { minutes: durationError } : {},
      };
    },
    run: async (request, { minutes, mark }, change) => {
      if (!(await forms.spend(mark))) return { kind: 'problem', problem: { message: shownBefore } };
      const outcome = await codes.issue({ ...request, minutes });
      switch (outcome.kind) {
        case 'issued':
          return { kind: 'answer', answer: codePage(change, outcome) };
        case 'bad_duration':
          return { kind: 'problem', problem: { errors: { minutes: durationError } } };
        default:
          return { kind: 'problem', problem: refusalProblem(outcome) };
      }
    },
  });
}

const shownBefore = {
  kind: 'warning',
  text: 'That code was shown once, and cannot be shown again. No new one was made.',
  hint: 'Give a new code here if the old one did not arrive: the old one is void then.',
} as const;

type Issued = Extract<Awaited<ReturnType<HelpDeskCodeService['issue']>>, { kind: 'issued' }>;

function codePage({ person, links }: ActionChange, { code, expiresAt, mail }: Issued): ScreenPage {
  const key = { person: person.userKey };
  return {
    ...{ kind: 'page', title: 'Read this code out' },
    breadcrumbs: [
      { label: 'Users', href: links.to('/users') },
      { label: shownName(person), href: links.to('/user', key) },
    ],
    body: (
      <div class="read-out">
        <p class="whom">
          <PersonName person={person} />
        </p>
        <p class="read-out-code">
          {code.split('-').map((group) => (
            <span key={group}>{group}</span>
          ))}
        </p>
        <p>
          Good until <strong>{momentText(expiresAt)}</strong>, for one login. It holds no letter I, L, O or U:
          what looks like one is a digit.
        </p>
        <ol class="read-out-steps">
          <li>They log in with their password.</li>
          <li>
            On the page that asks for the second factor they press{' '}
            <strong>Use a backup or recovery code</strong>.
          </li>
          <li>They type the code, and set up a way of their own right after.</li>
        </ol>
        <p class="description">This page shows it once. {mailWords(mail)}</p>
        <p>
          <a class="aui-button aui-button-primary" href={links.to('/user', key)}>
            Done
          </a>{' '}
          <a class="aui-button aui-button-link" href={links.to('/user/code', key)}>
            Give a new code
          </a>
        </p>
      </div>
    ),
  };
}
