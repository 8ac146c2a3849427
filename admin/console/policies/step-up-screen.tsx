import { type PathClass, type PolicyDocument, pathClasses } from '../../../proxy/policy/index.ts';
import type { Screen, ScreenPage, ScreenVisit } from '../screen.ts';
import { CheckList, Field, type FieldErrors, FormPage } from '../ui/index.ts';
import { pathChoices } from './choices.ts';
import type { PolicyDesk } from './policy-desk.ts';

const path = '/policies/step-up';
const mostMinutes = 12 * 60;

type Form = { readonly name: string; readonly paths: readonly PathClass[]; readonly minutes: string };

const empty: Form = { name: '', paths: [], minutes: '10' };

/** Where a factor must have been shown recently. It changes the draft only. */
export function createStepUpScreen(desk: PolicyDesk): Screen {
  return {
    path,
    title: 'Step-up',
    under: '/policies',
    wantsFreshProof: true,
    get: async (visit) => {
      const { document } = await desk.open(visit.administrator);
      const standing = document.stepUp.find(({ name }) => name === visit.query.text('name'));
      const form = standing === undefined ? empty : { ...standing, minutes: String(standing.minutes) };
      return editor(visit, form, {});
    },
    post: async (change) => {
      const { administrator, query, fields, links } = change;
      const form: Form = {
        ...{ name: fields.text('name', 100), minutes: fields.text('minutes', 10) },
        paths: fields.choices('paths', pathClasses),
      };
      const { document } = await desk.open(administrator);
      const errors = errorsOf(form, query.text('name'), document);
      const shown = () => ({ ...editor(change, form, errors), status: 400 as const });
      if (Object.values(errors).some((error) => error !== undefined)) return shown();
      const entry = { ...form, paths: [...form.paths], minutes: Number(form.minutes) };
      const reading = await desk.edit(administrator, (draft) => withStepUp(draft, query.text('name'), entry));
      return reading.kind === 'policy' ? { kind: 'redirect', to: links.to('/policies') } : shown();
    },
  };
}

function errorsOf({ name, paths, minutes }: Form, earlier: string, { stepUp }: PolicyDocument): FieldErrors {
  const isTaken = name !== earlier && stepUp.some((one) => one.name === name);
  const number = /^\d{1,4}$/.test(minutes) ? Number(minutes) : 0;
  return {
    name: name === '' ? 'Give it a name.' : isTaken ? 'There is one of this name.' : undefined,
    paths: paths.length === 0 ? 'Choose at least one place.' : undefined,
    minutes: number < 1 || number > mostMinutes ? `Enter minutes from 1 to ${mostMinutes}.` : undefined,
  };
}

function withStepUp(document: PolicyDocument, earlier: string, entry: PolicyDocument['stepUp'][number]) {
  const at = document.stepUp.findIndex(({ name }) => name === earlier);
  return { ...document, stepUp: at < 0 ? [...document.stepUp, entry] : document.stepUp.with(at, entry) };
}

function editor(visit: ScreenVisit, form: Form, errors: FieldErrors): ScreenPage {
  return {
    kind: 'page',
    breadcrumbs: [{ label: 'Policies', href: visit.links.to('/policies') }],
    body: (
      <FormPage
        form={visit.form(path, { name: visit.query.text('name') })}
        errors={errors}
        submit="Keep in the draft"
        cancelHref={visit.links.to('/policies')}
        intro={<p>Nothing takes effect before the draft is reviewed and published.</p>}
      >
        <Field name="name" label="Name" value={form.name} error={errors.name} longest={100} />
        <CheckList
          name="paths"
          label="Places"
          choices={pathChoices}
          chosen={form.paths}
          error={errors.paths}
        />
        <Field
          name="minutes"
          label="Minutes"
          hint="So long ago, at most, the factor may have been shown."
          value={form.minutes}
          error={errors.minutes}
          longest={10}
        />
      </FormPage>
    ),
  };
}
