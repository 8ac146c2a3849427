import {
  type AuditInspection,
  type AuditPage,
  type Retention,
  readAuditState,
} from '../../../proxy/audit/index.ts';
import type { LinkParameters } from '../console-links.ts';
import type { Screen, ScreenVisit } from '../screen.ts';
import { FilterField, FilterForm, Pager, SelectField, Tabs } from '../ui/index.ts';
import { type AuditQuestion, auditParameters, readAuditQuestion } from './audit-filter.ts';
import { AuditTable } from './audit-table.tsx';
import { ChainStateSection } from './chain-state.tsx';
import { isView, savedViews } from './saved-views.ts';

export type AuditScreenParts = {
  readonly inspection: AuditInspection;
  /** @throws when the setting cannot be read */
  readonly retention: () => Promise<Retention>;
};

export const auditPath = '/audit';
const pageSizes = [50, 100, 200] as const;

/** What happened, to whom, by whom. */
export function createAuditScreen({ inspection, retention }: AuditScreenParts): Screen {
  return {
    path: auditPath,
    title: 'Audit',
    navigation: { group: 'Two-step verification', label: 'Audit' },
    get: async (visit) => {
      const { query, links } = visit;
      const question = readAuditQuestion(query);
      const before = query.integer('before', { from: 1, to: Number.MAX_SAFE_INTEGER }, undefined);
      const size = Number(query.choice('size', ['50', '100', '200'], '50'));
      const isWrong = Object.keys(question.errors).length > 0;
      const [page, state, kept] = await Promise.all([
        isWrong ? nothing : inspection.search.search(question.filter, size, before),
        readAuditState(inspection),
        retention().catch(() => undefined),
      ]);
      const exportTo = (format: string) =>
        links.to('/audit/export', { ...auditParameters(question.fields), format });
      return {
        kind: 'page',
        status: isWrong ? 400 : 200,
        actions: isWrong ? undefined : (
          <>
            <ExportLink href={exportTo('csv')} label="Export CSV" />
            <ExportLink href={exportTo('jsonl')} label="Export JSON lines" />
          </>
        ),
        body: (
          <>
            <Views visit={visit} question={question} />
            <AuditForm visit={visit} question={question} size={size} />
            <AuditTable rows={page.rows} links={links} empty="Nothing was found." />
            <AuditPager visit={visit} page={page} size={size} before={before} />
            <ChainStateSection state={state} retention={kept} verifyHref={verifyHref(visit, page)} />
          </>
        ),
      };
    },
  };
}

const nothing: AuditPage = { rows: [], next: undefined };

function verifyHref({ links }: ScreenVisit, { rows }: AuditPage): string | undefined {
  const [first, last] = [rows.at(-1)?.seq, rows[0]?.seq];
  return first === undefined ? undefined : links.to('/audit/verify', { first, last });
}

function ExportLink({ href, label }: { href: string; label: string }) {
  return (
    <a class="aui-button" href={href} download="">
      {label}
      <span class="assistive"> of the events that were found</span>
    </a>
  );
}

type PartProps = { readonly visit: ScreenVisit; readonly question: AuditQuestion };

function Views({ visit: { links }, question }: PartProps) {
  const tabs = savedViews.map(({ label, fields }) => ({
    label,
    href: links.to(auditPath, auditParameters(fields)),
    isOpen: isView(fields, question.fields),
  }));
  return <Tabs label="Saved views" tabs={tabs} />;
}

const outcomes = [
  { value: '', label: 'Any' },
  { value: 'success', label: 'Success' },
  { value: 'failure', label: 'Failure' },
];

function AuditForm({ visit: { links }, question, size }: PartProps & { size: number }) {
  const { fields, errors, isFiltered } = question;
  return (
    <FilterForm
      action={links.to(auditPath)}
      keep={size === pageSizes[0] ? [] : [['size', String(size)]]}
      clearHref={isFiltered ? links.to(auditPath) : undefined}
    >
      <FilterField name="user" label="Person" value={fields.user} />
      <FilterField name="actor" label="Done by" value={fields.actor} />
      <FilterField
        name="type"
        label="Action (* for any, ! for not)"
        value={fields.type}
        longest={64}
        error={errors.type}
      />
      <SelectField name="outcome" label="Outcome" value={fields.outcome} choices={outcomes} />
      <FilterField
        name="address"
        label="Address or range"
        value={fields.address}
        longest={64}
        error={errors.address}
      />
      <FilterField name="from" label="From (UTC)" type="date" value={fields.from} error={errors.from} />
      <FilterField name="to" label="To (UTC)" type="date" value={fields.to} error={errors.to} />
    </FilterForm>
  );
}

type PagerProps = {
  readonly visit: ScreenVisit;
  readonly page: AuditPage;
  readonly size: number;
  readonly before: number | undefined;
};

function AuditPager({ visit: { links, query }, page, size, before }: PagerProps) {
  const here = (changes: LinkParameters) => links.keeping(auditPath, query, changes);
  return (
    <Pager
      what="events"
      labels={{ newer: 'Latest', older: 'Older' }}
      newerHref={before === undefined ? undefined : here({ before: undefined })}
      olderHref={page.next === undefined ? undefined : here({ before: page.next })}
      sizes={pageSizes.map((one) => ({
        size: one,
        href: here({ size: one === pageSizes[0] ? undefined : one }),
        isChosen: one === size,
      }))}
    />
  );
}
