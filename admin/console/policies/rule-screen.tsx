import type { PolicyDocument } from '../../../proxy/policy/index.ts';
import type { Screen, ScreenPage, ScreenVisit } from '../screen.ts';
import { type FieldErrors, FormPage } from '../ui/index.ts';
import { defaultId } from './change-document.ts';
import type { OpenDesk, PolicyDesk } from './policy-desk.ts';
import { RuleFields, type SiteMethod } from './rule-fields.tsx';
import { formOf, newRule, type RuleForm, readForm } from './rule-form.ts';
import { createRuleId } from './rule-id.ts';
import { ruleOfForm } from './rule-of-form.ts';

const path = '/policies/rule';

type Shown = { readonly form: RuleForm; readonly errors: FieldErrors; readonly problems?: readonly string[] };

/** Everything that a rule can say. It changes the draft only. */
export function createRuleScreen(desk: PolicyDesk, methods: readonly SiteMethod[]): Screen {
  return {
    path,
    title: 'Rule',
    under: '/policies',
    wantsFreshProof: true,
    get: async (visit) => {
      const open = await desk.open(visit.administrator);
      const id = visit.query.text('id');
      const form = id === '' ? newRule : formIn(open.document, id);
      if (form === undefined) return missing(visit);
      return editor(visit, id, { form, errors: {} }, methodsFor(methods, form));
    },
    post: async (change) => {
      const { administrator, query, fields, links } = change;
      const id = query.text('id');
      const open = await desk.open(administrator);
      const standing = id === '' ? undefined : formIn(open.document, id);
      if (id !== '' && standing === undefined) return missing(change);
      const offered = methodsFor(methods, standing ?? newRule);
      const form = readForm(
        fields,
        offered.map(({ method }) => method),
      );
      const { rule, errors } = ruleOfForm(form, networkNames(open), id === defaultId);
      const shown = (problems: readonly string[] = []) => ({
        ...editor(change, id, { form, errors, problems }, offered),
        status: 400 as const,
      });
      if (Object.values(errors).some((error) => error !== undefined)) return shown();
      const reading = await desk.edit(administrator, (document) => withRule(document, id, rule));
      if (reading.kind === 'invalid') return shown(reading.problems);
      return { kind: 'redirect', to: links.to('/policies') };
    },
  };
}

const networkNames = ({ document }: OpenDesk) => document.networks.map(({ name }) => name);

/** Methods that the site has no more stay offered where a rule names them: else saving would drop them unseen. */
function methodsFor(methods: readonly SiteMethod[], form: RuleForm): readonly SiteMethod[] {
  const gone = form.methods.filter((method) => !methods.some((one) => one.method === method));
  return [...methods, ...gone.map((method) => ({ method, name: `${method} (not on this site)` }))];
}

function formIn(document: PolicyDocument, id: string): RuleForm | undefined {
  const source = id === defaultId ? document.default : document.rules.find((rule) => rule.id === id);
  return source && formOf(source);
}

/** A new rule comes last: it takes nothing from those that are there. */
function withRule(document: PolicyDocument, id: string, rule: Record<string, unknown>): unknown {
  if (id === defaultId) return { ...document, default: rule };
  if (id === '') {
    const added = { ...rule, id: createRuleId(String(rule.name)) };
    return { ...document, rules: [...document.rules, added] };
  }
  return { ...document, rules: document.rules.map((one) => (one.id === id ? { ...rule, id } : one)) };
}

function missing({ links }: ScreenVisit): ScreenPage {
  return {
    kind: 'page',
    status: 404,
    breadcrumbs: [{ label: 'Policies', href: links.to('/policies') }],
    message: { kind: 'error', text: 'There is no such rule.', hint: 'It may have been deleted meanwhile.' },
    body: (
      <p>
        <a href={links.to('/policies')}>All rules</a>
      </p>
    ),
  };
}

function editor(
  visit: ScreenVisit,
  id: string,
  { form, errors, problems = [] }: Shown,
  methods: readonly SiteMethod[],
): ScreenPage {
  const isDefault = id === defaultId;
  return {
    kind: 'page',
    title: isDefault ? 'Everybody else' : id === '' ? 'Add rule' : form.name || 'Rule',
    breadcrumbs: [{ label: 'Policies', href: visit.links.to('/policies') }],
    message:
      problems.length === 0
        ? undefined
        : { kind: 'error', text: 'The policy would not be valid.', hint: problems.join('; ') },
    body: (
      <FormPage
        form={visit.form(path, { id })}
        errors={errors}
        submit="Keep in the draft"
        cancelHref={visit.links.to('/policies')}
        intro={<p>Nothing takes effect before the draft is reviewed and published.</p>}
      >
        <RuleFields form={form} errors={errors} methods={methods} isDefault={isDefault} />
      </FormPage>
    ),
  };
}
