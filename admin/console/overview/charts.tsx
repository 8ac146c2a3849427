import { type ActivityDay, type AdoptionDay, verificationDays } from '../../../proxy/people/index.ts';
import { momentInWords, type Wave } from '../../../proxy/policy/index.ts';
import { BarChart, type ChartMark, LineChart, Section } from '../ui/index.ts';
import { daysShown, type OverviewFacts } from './overview-facts.ts';
import { numberText, shareText } from './overview-words.ts';

/** How far people have come, day by day. */
export function AdoptionSection({
  days,
  waves,
}: Pick<OverviewFacts, 'waves'> & { days: OverviewFacts['adoption'] }) {
  return (
    <Section id="adoption" title="Adoption" intro={`Active accounts in the last ${daysShown.adoption} days.`}>
      {days === undefined ? (
        <Unknown />
      ) : (
        <LineChart
          id="adoption-chart"
          title="Second factors over time"
          summary={adoptionSummary(days)}
          axis="Day"
          labels={days.map(({ day }) => day)}
          series={[
            { name: 'Active accounts', values: days.map(({ active }) => active) },
            { name: 'With a second factor', values: days.map(({ enrolled }) => enrolled) },
          ]}
          marks={(waves ?? [])
            .filter(({ state }) => state !== 'rolled_back')
            .map((wave) => markOf(wave, days))}
        />
      )}
    </Section>
  );
}

/** When a wave begins, and how far it is; one that begins later or began long ago has no line in the picture. */
function markOf({ rule, state, count }: Wave, days: readonly AdoptionDay[]): ChartMark {
  const far =
    count === undefined || count.people === 0
      ? ''
      : `: ${numberText(count.enrolled)} of ${numberText(count.people)} have a second factor (${shareText(count.enrolled, count.people)})`;
  const begins = state === 'planned' ? 'begins' : 'since';
  const held = state === 'paused' ? ', paused' : '';
  const start = rule.wave.startsAt.slice(0, 10);
  const isBefore = days[0] === undefined || start < days[0].day;
  return {
    label: isBefore ? '' : (days.find(({ day }) => day >= start)?.day ?? ''),
    text: `${rule.name}, ${begins} ${momentInWords(rule.wave.startsAt)}${held}${far}`,
  };
}

function adoptionSummary(days: readonly AdoptionDay[]): string {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return 'Nothing was counted yet.';
  const now = `${numberText(last.enrolled)} of ${numberText(last.active)} have a second factor (${shareText(last.enrolled, last.active)})`;
  if (first.day === last.day) return `${now}. The line begins with the first day.`;
  return `${now}; on ${first.day} it was ${numberText(first.enrolled)} of ${numberText(first.active)}.`;
}

/** How often somebody was asked, and how often it went wrong. */
export function ActivitySection({ days, now }: { days: readonly ActivityDay[] | undefined; now: number }) {
  return (
    <Section id="activity" title="Verifications" intro={`The last ${daysShown.activity} days, in UTC.`}>
      {days === undefined ? <Unknown /> : <ActivityCharts days={days} now={now} />}
    </Section>
  );
}

function ActivityCharts({ days, now }: { days: readonly ActivityDay[]; now: number }) {
  const lines = verificationDays(days, daysShown.activity, now);
  const labels = lines.map(({ day }) => day);
  const [shown, failed] = [lines.map((line) => line.shown), lines.map((line) => line.failed)];
  const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
  return (
    <div class="charts">
      <BarChart
        id="verified-chart"
        title="Second factors shown"
        summary={`${numberText(sum(shown))} in all.`}
        axis="Day"
        labels={labels}
        series={[{ name: 'Shown', values: shown }]}
      />
      <BarChart
        id="failed-chart"
        title="Wrong codes and factors"
        summary={`${numberText(sum(failed))} in all: ${shareText(sum(failed), sum(failed) + sum(shown))} of all attempts.`}
        axis="Day"
        labels={labels}
        series={[{ name: 'Wrong', values: failed }]}
      />
    </div>
  );
}

function Unknown() {
  return <div class="empty-state">The database does not answer: this cannot be shown now.</div>;
}
