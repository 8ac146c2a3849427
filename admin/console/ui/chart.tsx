import type { ComponentChildren } from '../../../proxy/ui/index.ts';
import {
  axisLabels,
  chartArea,
  gridLines,
  type Point,
  placeBars,
  placeMarks,
  placePoints,
} from './chart-geometry.ts';
import { DataTable } from './data-table.tsx';

type Series = { readonly name: string; readonly values: readonly number[] };

export type ChartMark = {
  /** One of the chart's labels. */
  readonly label: string;
  readonly text: string;
};

type ChartProps = {
  /** Of the chart's heading; one of a page. */
  readonly id: string;
  readonly title: string;
  /** What a reader should take from it, in one sentence: it stands in for the picture. */
  readonly summary: string;
  /** Of what the labels are: "Day", "Method". */
  readonly axis: string;
  readonly labels: readonly string[];
  /** Three at most: more cannot be told apart. */
  readonly series: readonly Series[];
  /** What began at some of the labels, numbered in the picture. */
  readonly marks?: readonly ChartMark[];
};

/** How numbers went over time. */
export function LineChart(props: ChartProps) {
  const most = largest(props.series);
  return (
    <Chart {...props} kind="lines" most={most}>
      {placeMarks(props.labels, props.marks ?? []).map(({ number, x }) => (
        <g key={number} class="mark">
          <line x1={x} x2={x} y1={chartArea.top} y2={chartArea.bottom} />
          <text x={x + 4} y={chartArea.top + 10}>
            {number}
          </text>
        </g>
      ))}
      {props.series.map(({ name, values }, at) => (
        <g key={name} class={`series series-${at + 1}`}>
          <polyline points={pointsText(placePoints(values, most))} />
          {placePoints(values, most).map(({ x, y }) => (
            <circle key={x} cx={x} cy={y} r="3" />
          ))}
        </g>
      ))}
    </Chart>
  );
}

/** How many of each. */
export function BarChart(props: ChartProps) {
  const most = largest(props.series);
  return (
    <Chart {...props} kind="bars" most={most}>
      {props.series.map(({ name, values }, at) => (
        <g key={name} class={`series series-${at + 1}`}>
          {placeBars(values, most, at, props.series.length).map(({ x, y, width, height }) => (
            <rect key={x} x={x} y={y} width={width} height={height} />
          ))}
        </g>
      ))}
    </Chart>
  );
}

/** The picture, a legend where there is more than one series, and the same numbers as a table. */
function Chart(props: ChartProps & Pick<AxesProps, 'kind' | 'most'> & { children: ComponentChildren }) {
  const { id, title, summary, axis, labels, series, marks = [], kind, most, children } = props;
  const { width, height } = chartArea;
  return (
    <figure class="chart">
      <figcaption id={id}>{title}</figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`${title}. ${summary}`}>
        <Axes kind={kind} labels={labels} most={most} />
        {children}
      </svg>
      <p class="description">{summary}</p>
      {series.length > 1 && (
        <ul class="legend" aria-hidden="true">
          {series.map(({ name }, at) => (
            <li key={name} class={`legend-${at + 1}`}>
              {name}
            </li>
          ))}
        </ul>
      )}
      {marks.length > 0 && (
        <ol class="chart-marks">
          {marks.map(({ text }) => (
            <li key={text}>
              <bdi>{text}</bdi>
            </li>
          ))}
        </ol>
      )}
      <details>
        <summary>
          Show as a table<span class="assistive">: {title}</span>
        </summary>
        <DataTable
          caption={title}
          columns={[
            { title: axis, cell: (row) => labels[row], isName: true },
            ...series.map(({ name, values }) => ({
              title: name,
              cell: (row: number) => String(values[row] ?? 0),
              isNumber: true,
            })),
          ]}
          rows={labels.map((_, at) => at)}
          keyOf={String}
          empty="Nothing yet."
        />
      </details>
    </figure>
  );
}

type AxesProps = {
  readonly kind: 'bars' | 'lines';
  readonly labels: readonly string[];
  readonly most: number;
};

function Axes({ kind, labels, most }: AxesProps) {
  const { left, right, bottom } = chartArea;
  return (
    <g class="axes">
      {gridLines(most).map(({ value, y }) => (
        <g key={value}>
          <line x1={left} x2={right} y1={y} y2={y} />
          <text x={left - 8} y={y + 4} text-anchor="end">
            {value}
          </text>
        </g>
      ))}
      {axisLabels(labels, kind).map(({ text, x, anchor }) => (
        <text key={x} x={x} y={bottom + 20} text-anchor={anchor}>
          {text}
        </text>
      ))}
    </g>
  );
}

const pointsText = (points: readonly Point[]) => points.map(({ x, y }) => `${x},${y}`).join(' ');
const largest = (series: readonly Series[]) => Math.max(1, ...series.flatMap(({ values }) => values));
