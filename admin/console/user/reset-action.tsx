import type { Factors } from '../../../proxy/authenticators/index.ts';
import type { PersonRow } from '../../../proxy/people/index.ts';
import type { ResetScope, ResetService } from '../../../proxy/user-help/index.ts';
import type { Screen, ScreenVisit } from '../screen.ts';
import { Choices, momentText } from '../ui/index.ts';
import { type ActionParts, createActionScreen } from './action-screen.tsx';
import { doneParameters } from './done-words.ts';
import { methodName } from './method-names.ts';
import { type FormProblem, refusalProblem } from './outcome-words.ts';

const all = 'all';

/** Taking somebody's factors away, confirmed with the administrator's own code. */
export function createResetScreen(parts: ActionParts, reset: ResetService, factors: Factors): Screen {
  return createActionScreen<ResetScope>(parts, {
    ...{ path: '/user/reset', title: 'Reset', submit: 'Reset', isDangerous: true, wantsCode: true },
    consequences: () => [
      'What you choose is gone at once, on every gate, with all open sessions and remembered browsers. It cannot be taken back.',
      'After a reset of everything they log in with the password and set up anew; a mail with a link leads them there.',
      'Make sure that it is them who asks: call back on a number that you know.',
    ],
    stop: async (person, visit) =>
      person.enrolledSince === undefined ? <NothingToReset person={person} visit={visit} /> : undefined,
    fields: async ({ person, typed, errors }) => (
      <Choices
        name="scope"
        legend="What is taken away"
        value={typed('scope') || all}
        choices={await scopesOf(factors, person)}
        error={errors.scope}
      />
    ),
    read: (fields) => {
      const scope = fields.text('scope', 255);
      return {
        value: scope === all ? { kind: 'all' } : { kind: 'factor', id: scope },
        errors: scope === '' ? { scope: 'Choose what is taken away.' } : {},
      };
    },
    run: async (request, scope, { links, person }) => {
      const outcome = await reset.reset({ ...request, scope });
      switch (outcome.kind) {
        case 'reset':
        case 'factor_removed': {
          const to = links.to('/user', doneParameters(person.userKey, outcome.kind, outcome.mail));
          return { kind: 'answer', answer: { kind: 'redirect', to } };
        }
        case 'not_enrolled':
        case 'unknown_factor':
        case 'last_factor':
          return { kind: 'problem', problem: scopeProblems[outcome.kind] };
        default:
          return { kind: 'problem', problem: refusalProblem(outcome) };
      }
    },
  });
}

const scopeProblems: Readonly<Record<'not_enrolled' | 'unknown_factor' | 'last_factor', FormProblem>> = {
  not_enrolled: { message: { kind: 'info', text: 'They have no second factor: there is nothing to reset.' } },
  unknown_factor: { errors: { scope: 'They do not have this factor any more.' } },
  last_factor: { errors: { scope: 'This is their only factor: reset everything, or give them a code.' } },
};

async function scopesOf(factors: Factors, { userKey }: PersonRow) {
  const owned = (await factors.ownedBy(userKey)).filter(
    ({ authenticator }) => authenticator.traits.role !== 'recovery',
  );
  const single = owned.flatMap(({ authenticator, entries }) =>
    entries.map(({ id, name, detail, lastUsedAt }) => ({
      value: id,
      label: (
        <>
          Only {methodName(authenticator.method)}
          {(name || detail) && (
            <>
              : <bdi>{name || detail}</bdi>
            </>
          )}
        </>
      ),
      hint: lastUsedAt === undefined ? 'Never used' : `Last used ${momentText(lastUsedAt)}`,
    })),
  );
  const everything = {
    value: all,
    label: 'Everything',
    hint: 'All factors and codes. They set up anew, and cannot get in without doing so.',
  };
  return [everything, ...single];
}

function NothingToReset({ person, visit }: { person: PersonRow; visit: ScreenVisit }) {
  const key = { person: person.userKey };
  const { links } = visit;
  return (
    <div key="stop" class="empty-state">
      <p>They have never completed a setup: there is nothing to reset.</p>
      <p>
        If they cannot get through the setup, <a href={links.to('/user/code', key)}>give them a code</a> for
        the proof before it, or <a href={links.to('/user/exempt', key)}>exempt them for a while</a>.
      </p>
    </div>
  );
}
