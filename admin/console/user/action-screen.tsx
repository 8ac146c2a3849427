import type { PersonRow } from '../../../proxy/people/index.ts';
import { shownName } from '../../../proxy/people/index.ts';
import type { ComponentChildren } from '../../../proxy/ui/index.ts';
import type { AdministratorProof, HelpRequest } from '../../../proxy/user-help/index.ts';
import type { Administrator } from '../console-entrance.ts';
import type { Parameters } from '../parameters.ts';
import { PersonName } from '../person-name.tsx';
import type { Screen, ScreenAnswer, ScreenChange, ScreenPage, ScreenVisit } from '../screen.ts';
import { type FieldErrors, FormPage, OwnCodeField, ownCodeName } from '../ui/index.ts';
import { type FormProblem, reasonError, reasonLimits, refusalMessage } from './outcome-words.ts';
import type { PersonDesk } from './person-desk.ts';
import { ReasonFor } from './reason-for.tsx';

/** What a form of help holds while somebody fills it in. */
export type FormState = {
  readonly person: PersonRow;
  readonly errors: FieldErrors;
  /** What was typed into a field before the form came back. */
  readonly typed: (name: string) => string;
};

export type ActionOutcome =
  | { readonly kind: 'answer'; readonly answer: ScreenAnswer }
  | { readonly kind: 'problem'; readonly problem: FormProblem };

/** One kind of help for one person. `V` is what its own fields hold. */
export type PersonAction<V> = {
  readonly path: string;
  readonly title: string;
  readonly submit: string;
  readonly isDangerous?: boolean;
  /** Whether the administrator's own code is asked for on the form, where they have an app. */
  readonly wantsCode?: boolean;
  /** What will happen, one sentence each. */
  readonly consequences: (person: PersonRow) => readonly string[];
  /** What stands in the place of the form where there is nothing to do. */
  readonly stop?: (person: PersonRow, visit: ScreenVisit) => Promise<ComponentChildren | undefined>;
  readonly fields?: (state: FormState) => Promise<ComponentChildren>;
  readonly hidden?: () => Readonly<Record<string, string>>;
  readonly read: (fields: Parameters) => { readonly value: V; readonly errors: FieldErrors };
  readonly run: (request: HelpRequest, value: V, change: ActionChange) => Promise<ActionOutcome>;
};

export type ActionChange = ScreenChange & { readonly person: PersonRow };

export type ActionParts = {
  readonly desk: PersonDesk;
  /** Whether an administrator has an app whose code may confirm things. */
  readonly hasApp: (administrator: Administrator) => Promise<boolean>;
};

/** The form of one kind of help, on a page of its own. */
export function createActionScreen<V>(parts: ActionParts, action: PersonAction<V>): Screen {
  const asksForCode = async (administrator: Administrator) =>
    action.wantsCode === true && (await parts.hasApp(administrator));
  const withPerson = async <S extends ScreenVisit>(
    visit: S,
    work: (person: PersonRow) => Promise<ScreenAnswer>,
  ): Promise<ScreenAnswer> => {
    const person = await parts.desk.find(visit.query.text('person', 255));
    return person === undefined ? unknownPerson(visit) : work(person);
  };
  const show = (visit: ScreenVisit, person: PersonRow, problem: FormProblem = {}, fields?: Parameters) =>
    renderForm({ action, visit, person, problem, fields, asksForCode });
  return {
    ...{ path: action.path, title: action.title, under: '/users', wantsFreshProof: true, asksForCode },
    get: (visit) => withPerson(visit, (person) => show(visit, person)),
    post: (change) =>
      withPerson(change, async (person) => {
        const { fields, administrator, isProven } = change;
        const reason = fields.text('reason', 255);
        const { value, errors: own } = action.read(fields);
        const code = fields.text(ownCodeName, 64);
        const errors = {
          ...own,
          ...(isReason(reason) ? {} : { reason: reasonError }),
          ...(isProven || code !== '' ? {} : { [ownCodeName]: 'Type the code that your app shows now.' }),
        };
        if (Object.values(errors).some((text) => text !== undefined))
          return show(change, person, { errors }, fields);
        const proof: AdministratorProof = isProven
          ? { kind: 'elevated' }
          : { kind: 'code', method: 'TOTP', input: { code } };
        const request = parts.desk.request(administrator, person, reason, proof);
        const outcome = await action.run(request, value, { ...change, person });
        return outcome.kind === 'answer' ? outcome.answer : show(change, person, outcome.problem, fields);
      }),
  };
}

type Form<V> = {
  readonly action: PersonAction<V>;
  readonly visit: ScreenVisit;
  readonly person: PersonRow;
  readonly problem: FormProblem;
  readonly fields: Parameters | undefined;
  readonly asksForCode: (administrator: Administrator) => Promise<boolean>;
};

async function renderForm<V>(form: Form<V>): Promise<ScreenPage> {
  const { action, visit, person, problem, fields } = form;
  const { administrator, links } = visit;
  const { errors = {}, message } = problem;
  const key = { person: person.userKey };
  const page = {
    ...({ kind: 'page', title: action.title } as const),
    breadcrumbs: [
      { label: 'Users', href: links.to('/users') },
      { label: shownName(person), href: links.to('/user', key) },
    ],
  };
  if (person.userKey === administrator.person.userKey)
    return { ...page, message: refusalMessage('self'), body: <Whom person={person} /> };
  const stop = await action.stop?.(person, visit);
  if (stop !== undefined) return { ...page, message, body: [<Whom key="whom" person={person} />, stop] };
  const typed = (name: string) => fields?.text(name, 255) ?? '';
  const hasProblem = message !== undefined || Object.keys(errors).length > 0;
  return {
    ...page,
    message,
    ...(hasProblem ? { status: 400 } : {}),
    body: (
      <FormPage
        form={visit.form(action.path, key)}
        errors={errors}
        submit={action.submit}
        isDangerous={action.isDangerous ?? false}
        cancelHref={links.to('/user', key)}
        hidden={action.hidden?.() ?? {}}
        intro={<Intro person={person} consequences={action.consequences(person)} />}
      >
        {await action.fields?.({ person, errors, typed })}
        <ReasonFor value={typed('reason')} error={errors.reason} />
        {(await form.asksForCode(administrator)) && <OwnCodeField error={errors[ownCodeName]} />}
      </FormPage>
    ),
  };
}

function Whom({ person }: { person: PersonRow }) {
  return (
    <p class="whom">
      <PersonName person={person} />
    </p>
  );
}

function Intro({ person, consequences }: { person: PersonRow; consequences: readonly string[] }) {
  return (
    <>
      <Whom person={person} />
      <ul class="consequences">
        {consequences.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}

function isReason(text: string): boolean {
  const { length } = [...text];
  return length >= reasonLimits.shortest && length <= reasonLimits.longest;
}

/** For a link that is wrong, or older than the last synchronization. */
export function unknownPerson({ links }: ScreenVisit): ScreenPage {
  return {
    ...{ kind: 'page', status: 404, title: 'Nobody of this key' },
    breadcrumbs: [{ label: 'Users', href: links.to('/users') }],
    body: (
      <div class="empty-state">
        <p>The gate has not heard of anybody of this key.</p>
        <p>
          <a href={links.to('/users')}>Search all users</a>, or refresh the list from Jira.
        </p>
      </div>
    ),
  };
}
