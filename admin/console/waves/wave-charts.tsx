import type { Wave, WaveDay } from '../../../proxy/policy/index.ts';
import { LineChart, Section } from '../ui/index.ts';
import { enrolledOf } from './wave-words.ts';

type Props = {
  readonly list: readonly Wave[];
  readonly days: ReadonlyMap<string, readonly WaveDay[]>;
};

/** How each wave came to where it is; one without a day yet has no chart. */
export function WaveCharts({ list, days }: Props) {
  const shown = list.flatMap(({ rule }) => {
    const lines = days.get(rule.id) ?? [];
    return lines.length === 0 ? [] : [{ rule, lines }];
  });
  if (shown.length === 0) return null;
  return (
    <Section id="waves-over-time" title="Over time" intro="People of each wave, day by day, in UTC.">
      <div class="charts">
        {shown.map(({ rule, lines }) => (
          <LineChart
            key={rule.id}
            id={`wave-${rule.id}`}
            title={rule.name}
            summary={summaryOf(lines)}
            axis="Day"
            labels={lines.map(({ day }) => day)}
            series={[
              { name: 'In the wave', values: lines.map(({ people }) => people) },
              { name: 'With a second factor', values: lines.map(({ enrolled }) => enrolled) },
            ]}
          />
        ))}
      </div>
    </Section>
  );
}

function summaryOf(lines: readonly WaveDay[]): string {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return '';
  const now = `${enrolledOf(last)} have a second factor`;
  return first.day === last.day
    ? `${now}. The line begins with the first day.`
    : `${now}; on ${first.day} it was ${enrolledOf(first)}.`;
}
