import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import {
  axisLabels,
  chartArea,
  gridLines,
  placeBars,
  placePoints,
  scaleFor,
} from '../../../admin/console/ui/chart-geometry.ts';
import {
  BarChart,
  DataTable,
  DateTimeField,
  Facts,
  FilterForm,
  FormPage,
  LineChart,
  LiveRegion,
  Lozenge,
  Pager,
  ReasonField,
  SearchField,
  SelectField,
  Steps,
  Tabs,
  TypedConfirmation,
} from '../../../admin/console/ui/index.ts';
import type { VNode } from '../../../proxy/ui/index.ts';
import { activeContent } from '../../support/gate/active-content.ts';

const html = (node: VNode) => renderToString(node);
const hostile = '<img src=x onerror=alert(1)>';

describe('a table', () => {
  const columns = [
    { title: 'Name', cell: ({ name }: { name: string }) => name, isName: true },
    { title: 'Codes', cell: ({ codes }: { codes: number }) => String(codes), isNumber: true },
  ];
  type Row = { name: string; codes: number };
  const table = (rows: Row[]) =>
    html(
      <DataTable caption="People" columns={columns} rows={rows} keyOf={({ name }) => name} empty="Nobody." />,
    );

  it('has headers with a scope, a caption and roles that stay when rows become cards', () => {
    const shown = table([{ name: 'Alice', codes: 3 }]);
    expect(shown).toContain('<caption class="assistive">People</caption>');
    expect(shown).toMatch(/<th scope="col" role="columnheader">Name<\/th>/);
    expect(shown).toMatch(/<th scope="row" role="rowheader" data-title="Name"><div>Alice<\/div><\/th>/);
    expect(shown).toMatch(/<td role="cell" data-title="Codes" class="number"><div>3<\/div><\/td>/);
  });

  it('says that it is empty instead of showing headers of nothing', () => {
    expect(table([])).toBe('<div class="empty-state">Nobody.</div>');
  });

  it('shows names as they are', () => {
    expect(table([{ name: hostile, codes: 0 }])).not.toContain('<img');
  });
});

describe('a filter', () => {
  it('is a GET that keeps what it has no field for', () => {
    const shown = html(
      <FilterForm action="/admin/users" keep={[['sort', 'name']]} clearHref="/admin/users" live="people">
        <SearchField name="q" label="Name" value={`"${hostile}`} />
        <SelectField
          name="state"
          label="State"
          value="off"
          choices={[
            { value: '', label: 'Any' },
            { value: 'off', label: 'Without' },
          ]}
        />
      </FilterForm>,
    );
    expect(shown).toContain('method="get" action="/admin/users" data-live-search="people"');
    expect(shown).toContain('<input type="hidden" name="sort" value="name"/>');
    expect(shown).toMatch(/<option (selected value="off"|value="off" selected)>/);
    expect(shown).toContain('value="&quot;&lt;img src=x onerror=alert(1)>"');
  });

  it('has results whose count is read out', () => {
    const shown = html(
      <LiveRegion id="people" count="2 people">
        x
      </LiveRegion>,
    );
    expect(shown).toContain('role="status" data-live-status="people"');
    expect(shown).toContain('data-live-region="people" data-live-count="2 people"');
  });

  it('leads page by page, and to nowhere at the ends', () => {
    const shown = html(<Pager what="people" olderHref="/admin/users?after=9" />);
    expect(shown).toContain('<a class="aui-button" href="/admin/users?after=9" rel="next">Older</a>');
    expect(shown).not.toContain('rel="prev"');
    expect(shown).toContain('aria-label="Pages of people"');
  });
});

describe('a form', () => {
  const form = { action: '/admin/x', token: 't1' };

  it('begins with what is wrong, and each error stands with its field', () => {
    const errors = { reason: 'Say why.', until: undefined, typed: 'Type it.' };
    const shown = html(
      <FormPage form={form} errors={errors} submit="Go" cancelHref="/admin" isDangerous={true}>
        <ReasonField value={hostile} error={errors.reason} />
        <DateTimeField name="until" label="Ends" error={errors.until} />
        <TypedConfirmation expected="alice" what="User name" error={errors.typed} />
      </FormPage>,
    );
    expect(shown).toMatch(/role="alert".*<a href="#reason">Say why\.<\/a>.*<a href="#typed">Type it\.<\/a>/s);
    expect(shown).not.toContain('#until');
    expect(shown).toContain('aria-invalid="true" aria-describedby="reason-hint reason-error"');
    expect(shown).toContain('<input type="hidden" name="token" value="t1"/>');
    expect(shown).toMatch(/Ends \(UTC\).*type="datetime-local"/s);
    expect(shown).toContain('aui-button-danger');
    expect(shown).not.toContain('<img');
  });

  it('has no summary where nothing is wrong', () => {
    const shown = html(<FormPage form={form} errors={{ a: undefined }} submit="Go" cancelHref="/admin" />);
    expect(shown).not.toContain('role="alert"');
  });
});

describe('a chart', () => {
  const series = [
    { name: 'Set up', values: [0, 5, 10] },
    { name: 'Removed', values: [1, 0, 2] },
  ];
  const props = {
    id: 'c',
    title: 'Weekly',
    summary: 'More each week.',
    axis: 'Week',
    labels: ['1', '2', '3'],
    series,
  };

  it.each([
    ['lines', LineChart],
    ['bars', BarChart],
  ])('of %s is a picture with words and a table, without inline styles', (_kind, Chart) => {
    const shown = html(<Chart {...props} />);
    expect(shown).toContain('role="img" aria-label="Weekly. More each week."');
    expect(shown).toMatch(/<details>.*<caption class="assistive">Weekly<\/caption>.*<div>10<\/div>/s);
    expect(activeContent(shown)).toEqual([]);
    expect(shown).not.toMatch(/style=|NaN|Infinity/);
  });

  it('is drawn within its area, whatever the numbers are', () => {
    const odd = [0, 7, 3_000, Number.NaN, -5];
    const { left, right, top, bottom } = chartArea;
    for (const { x, y } of placePoints(odd, 3_000)) {
      expect(x).toBeGreaterThanOrEqual(left);
      expect(x).toBeLessThanOrEqual(right);
      expect(y).toBeGreaterThanOrEqual(top);
      expect(y).toBeLessThanOrEqual(bottom);
    }
    expect(placePoints([4], 4)).toEqual([{ x: left, y: expect.any(Number) }]);
    const last = placeBars(odd, 3_000, 1, 2).at(-1);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(right);
  });

  it('names each bar while there is room, and where a line begins and ends', () => {
    const texts = (labels: string[], kind: 'bars' | 'lines') =>
      axisLabels(labels, kind).map(({ text }) => text);
    expect(texts(['App', 'Key', 'Mail'], 'bars')).toEqual(['App', 'Key', 'Mail']);
    expect(texts(['App', 'Key', 'Mail'], 'lines')).toEqual(['App', 'Mail']);
    expect(texts([...'123456789'], 'bars')).toEqual(['1', '9']);
    expect(texts(['App'], 'lines')).toEqual(['App']);
  });

  it('has a scale of round numbers', () => {
    expect([0, 1, 3, 7, 10, 11, 4_999].map(scaleFor)).toEqual([1, 1, 5, 10, 10, 20, 5_000]);
    expect(gridLines(7).map(({ value }) => value)).toEqual([0, 5, 10]);
    expect(gridLines(3).map(({ value }) => value)).toEqual([0, 5]);
  });
});

describe('small parts', () => {
  it('say with words what colours repeat', () => {
    expect(html(<Lozenge tone="error">Locked</Lozenge>)).toBe(
      '<span class="aui-lozenge lozenge-error">Locked</span>',
    );
    expect(html(<Facts facts={[{ label: 'Name', value: hostile }]} />)).not.toContain('<img');
  });

  it('mark where somebody is', () => {
    const tabs = [
      { label: 'Now', href: '/a', isOpen: true },
      { label: 'Then', href: '/b', isOpen: false, count: 3 },
    ];
    expect(html(<Tabs label="History" tabs={tabs} />)).toContain('<a href="/a" aria-current="page">');
    const steps = html(<Steps steps={['Choose', 'Check', 'Done']} current={1} />);
    expect(steps).toContain('<li class="step-current" aria-current="step">Check</li>');
    expect(steps).toMatch(/Choose<span class="assistive"> \(done\)/);
  });
});
