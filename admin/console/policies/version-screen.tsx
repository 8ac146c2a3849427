import {
  defaultFacts,
  momentInWords,
  type PolicyAdmin,
  type PolicyDocument,
  type PolicyVersion,
  ruleFacts,
} from '../../../proxy/policy/index.ts';
import type { Message } from '../../../proxy/ui/index.ts';
import { readReason } from '../form-readers.ts';
import type { Screen, ScreenPage, ScreenVisit } from '../screen.ts';
import { DataTable, Facts, FormPage, ReasonField, Section } from '../ui/index.ts';
import { actorOf, placeOf } from './policy-desk.ts';
import { Differences, Says } from './policy-parts.tsx';
import { problemMessage, problemStatus } from './publish-problem.tsx';

const path = '/policies/version';
const highest = 2 ** 31;

type Shown = {
  readonly comment?: string;
  readonly error?: string | undefined;
  readonly message?: Message;
  readonly status?: ScreenPage['status'];
};

/** One version: what it changed, what it said, and the way back to it. */
export function createVersionScreen(admin: PolicyAdmin): Screen {
  return {
    path,
    title: 'Version of the policy',
    under: '/policies',
    wantsFreshProof: true,
    get: async (visit) => show(admin, visit, {}),
    post: async (change) => {
      const { administrator, fields, links } = change;
      const reason = readReason(fields, 'comment');
      if (reason.kind === 'wrong') return show(admin, change, { error: reason.error, status: 400 });
      const outcome = await admin.revert({
        ...{ version: numberIn(change) ?? -1, comment: reason.value },
        basedOn: fields.integer('based-on', { from: 0, to: highest }, 0),
        ...{ actor: actorOf(administrator), origin: placeOf(administrator) },
      });
      if (outcome.kind === 'published') {
        return { kind: 'redirect', to: links.to('/policies', { published: outcome.version }) };
      }
      const refused = { message: problemMessage(outcome), status: problemStatus(outcome) };
      return show(admin, change, { comment: reason.value, ...refused });
    },
  };
}

const numberIn = ({ query }: ScreenVisit) => query.integer('version', { from: 0, to: highest }, undefined);

async function show(admin: PolicyAdmin, visit: ScreenVisit, shown: Shown): Promise<ScreenPage> {
  const { links } = visit;
  const number = numberIn(visit);
  const found = number === undefined ? undefined : await admin.find(number);
  const breadcrumbs = [
    { label: 'Policies', href: links.to('/policies') },
    { label: 'History', href: links.to('/policies/history') },
  ];
  if (found === undefined) {
    return {
      kind: 'page',
      status: 404,
      breadcrumbs,
      body: <div class="empty-state">There is no such version.</div>,
    };
  }
  const [before, current] = await Promise.all([admin.find(found.version - 1), admin.current()]);
  return {
    kind: 'page',
    title: `Version ${found.version}`,
    breadcrumbs,
    message: shown.message,
    ...(shown.status === undefined ? {} : { status: shown.status }),
    body: <Version {...{ admin, visit, found, before, current, shown }} />,
  };
}

type Props = {
  readonly admin: PolicyAdmin;
  readonly visit: ScreenVisit;
  readonly found: PolicyVersion;
  readonly before: PolicyVersion | undefined;
  readonly current: PolicyVersion;
  readonly shown: Shown;
};

function Version({ admin, visit, found, before, current, shown }: Props) {
  const { version, document, problems, at, actorName, comment } = found;
  if (document === undefined) return <div class="empty-state">It cannot be read: {problems.join('; ')}</div>;
  return (
    <>
      <Facts
        facts={[
          { label: 'When', value: at === undefined ? 'from the beginning' : momentInWords(at) },
          { label: 'Who', value: <bdi>{actorName || 'the environment'}</bdi> },
          { label: 'Comment', value: comment },
        ]}
      />
      {before?.document !== undefined && (
        <Section id="changes" title={`What it changed in version ${before.version}`}>
          <Differences differences={admin.diff(before.document, document)} />
        </Section>
      )}
      <Section id="rules" title="What it says">
        <WholePolicy document={document} />
      </Section>
      {current.version !== version && (
        <Section
          id="revert"
          title="Go back to it"
          intro={`It becomes a new version, in the place of version ${current.version}. It takes effect at once.`}
        >
          {current.document !== undefined && (
            <Differences differences={admin.diff(current.document, document)} />
          )}
          <FormPage
            form={visit.form(path, { version })}
            errors={{ comment: shown.error }}
            submit={`Go back to version ${version}`}
            isDangerous={true}
            cancelHref={visit.links.to('/policies/history')}
            hidden={{ 'based-on': String(current.version) }}
          >
            <ReasonField
              {...{ name: 'comment', label: 'Comment', value: shown.comment ?? '', error: shown.error }}
            />
          </FormPage>
        </Section>
      )}
    </>
  );
}

function WholePolicy({ document }: { document: PolicyDocument }) {
  const rules = document.rules.map((rule) => ({
    id: rule.id,
    name: rule.name,
    facts: ruleFacts(rule).slice(1),
  }));
  const last = { id: 'default', name: 'Everybody else', facts: defaultFacts(document.default) };
  return (
    <DataTable
      caption="Rules, in the order in which they are asked"
      rows={[...rules, last]}
      keyOf={({ id }) => id}
      empty="No rules."
      columns={[
        { title: 'Rule', cell: ({ name }) => <bdi>{name}</bdi>, isName: true },
        { title: 'What it says', cell: ({ facts }) => <Says facts={facts} /> },
      ]}
    />
  );
}
