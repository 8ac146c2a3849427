import type { PeopleCounts } from '../../../proxy/people/index.ts';
import { MessageBox } from '../../../proxy/ui/index.ts';
import type { Screen, ScreenVisit } from '../screen.ts';
import { Facts, Figures, Lozenge, type LozengeTone, Section } from '../ui/index.ts';
import { ActivitySection, AdoptionSection } from './charts.tsx';
import { type OverviewFacts, type OverviewParts, readOverview } from './overview-facts.ts';
import { numberText, shareText } from './overview-words.ts';
import { PolicySection, WatchedSection } from './policy-section.tsx';
import { overviewWarnings } from './warnings.ts';

const serviceNames: Readonly<Record<string, string>> = { database: 'Database', store: 'Redis', jira: 'Jira' };

/** Whether all is well, at a glance. */
export function createOverviewScreen(parts: OverviewParts): Screen {
  return {
    path: '/',
    title: 'Overview',
    navigation: { group: 'Two-step verification', label: 'Overview' },
    get: async (visit) => {
      const facts = await readOverview(parts);
      const down = facts.services.filter(({ up }) => !up).map(({ name }) => serviceNames[name] ?? name);
      return {
        kind: 'page',
        message:
          down.length === 0
            ? undefined
            : {
                kind: 'error',
                text: `Not answering: ${down.join(', ')}.`,
                hint: 'While something is missing, nobody passes who owes a second factor.',
              },
        body: <Overview parts={parts} facts={facts} visit={visit} />,
      };
    },
  };
}

type Props = { readonly parts: OverviewParts; readonly facts: OverviewFacts; readonly visit: ScreenVisit };

function Overview({ parts, facts, visit }: Props) {
  const policy = parts.policies.current;
  return (
    <>
      {overviewWarnings(facts).map((warning) => (
        <MessageBox key={warning.text} message={warning} named={false} />
      ))}
      <PeopleFigures counts={facts.counts} visit={visit} />
      <AdoptionSection days={facts.adoption} />
      <ActivitySection days={facts.activity} now={facts.now} />
      <PolicySection policy={policy} visit={visit} />
      <WatchedSection policy={policy} watched={facts.watched} visit={visit} now={facts.now} />
      <HealthSection parts={parts} services={facts.services} visit={visit} />
    </>
  );
}

function PeopleFigures({ counts, visit }: { counts: PeopleCounts | undefined; visit: ScreenVisit }) {
  const usersHref = (show: string) => visit.links.to('/users', { show });
  const all = counts?.active ?? 0;
  const figure = (label: string, value: number | undefined, show: string, note?: string) => ({
    ...{ label, value: numberText(value), href: usersHref(show) },
    ...(note !== undefined && { note }),
  });
  const share = counts && `${shareText(counts.enrolled, all)} of ${numberText(all)} active accounts`;
  return (
    <>
      <Figures
        figures={[
          figure('With a second factor', counts?.enrolled, 'enrolled', share),
          figure('Without', counts?.notEnrolled, 'not_enrolled'),
          figure('In a grace period', counts?.inGrace, 'in_grace'),
          figure('Exempt for a while', counts?.exempt, 'exempt'),
          figure('Locked', counts?.locked, 'locked'),
        ]}
      />
      <p class="description">People are counted once a minute, and when all of them were read from Jira.</p>
    </>
  );
}

type HealthProps = Pick<Props, 'parts' | 'visit'> & Pick<OverviewFacts, 'services'>;

function HealthSection({ parts, services, visit }: HealthProps) {
  return (
    <Section id="health" title="Health" intro="Asked just now, by this gate.">
      <Facts
        facts={[
          ...services.map(({ name, up }) => ({
            label: serviceNames[name] ?? name,
            value: <State {...stateOf(name, up, parts)} />,
          })),
          parts.sendsMail ? mailWorks : mailIsOff,
          { label: 'Version', value: parts.version },
          { label: 'Settings', value: <a href={visit.links.to('/settings')}>What is in force</a> },
        ]}
      />
    </Section>
  );
}

const mailWorks = {
  label: 'Mail',
  value: <Lozenge tone="success">Configured</Lozenge>,
  note: 'Send a test mail from the settings.',
};
const mailIsOff = {
  label: 'Mail',
  value: <Lozenge tone="warning">Not configured</Lozenge>,
  note: 'Nobody is told about changes of their account.',
};

type StateProps = { readonly tone: LozengeTone; readonly text: string };

function State({ tone, text }: StateProps) {
  return <Lozenge tone={tone}>{text}</Lozenge>;
}

function stateOf(name: string, up: boolean, { sharesStore }: OverviewParts): StateProps {
  if (name === 'store' && !sharesStore) return { tone: 'neutral', text: 'Not used: one gate only' };
  return up ? { tone: 'success', text: 'Up' } : { tone: 'error', text: 'Down' };
}
