import type { EnrollmentCount } from '../../../proxy/enrollment/index.ts';
import type { Screen, ScreenVisit } from '../screen.ts';
import { Facts, Figures, Lozenge, type LozengeTone, Section } from '../ui/index.ts';

type Enforcement = 'mandatory' | 'optional' | 'monitor';

export type OverviewParts = {
  readonly health: { check(): Promise<readonly { readonly name: string; readonly up: boolean }[]> };
  readonly enrollmentCount: EnrollmentCount;
  readonly enforcement: Enforcement;
  readonly version: string;
  /** Whether the gates share what they remember, or this one keeps it to itself. */
  readonly sharesStore: boolean;
  readonly sendsMail: boolean;
};

const modes: Readonly<Record<Enforcement, { readonly label: string; readonly note: string }>> = {
  mandatory: { label: 'Required', note: 'Everybody needs a second factor; whoever has none sets one up.' },
  optional: { label: 'Optional', note: 'Whoever has a second factor shows it. Nobody has to set one up.' },
  monitor: { label: 'Monitor', note: 'Nobody is asked. The log says who would have been.' },
};

const serviceNames: Readonly<Record<string, string>> = { database: 'Database', store: 'Redis', jira: 'Jira' };

/** Whether all is well, at a glance. */
export function createOverviewScreen(parts: OverviewParts): Screen {
  return {
    path: '/',
    title: 'Overview',
    navigation: { group: 'Two-step verification', label: 'Overview' },
    get: async (visit) => {
      const [services, enrolled] = await Promise.all([parts.health.check(), countOf(parts.enrollmentCount)]);
      const down = services.filter(({ up }) => !up).map(({ name }) => serviceNames[name] ?? name);
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
        body: <Overview parts={parts} services={services} enrolled={enrolled} visit={visit} />,
      };
    },
  };
}

/** The overview is where one looks when something is broken: a database that is away must not take it along. */
async function countOf(enrollmentCount: EnrollmentCount): Promise<string> {
  try {
    return new Intl.NumberFormat('en').format(await enrollmentCount.countEnrolled());
  } catch {
    return 'unknown';
  }
}

type Props = {
  readonly parts: OverviewParts;
  readonly services: readonly { readonly name: string; readonly up: boolean }[];
  readonly enrolled: string;
  readonly visit: ScreenVisit;
};

function Overview({ parts, services, enrolled, visit }: Props) {
  const mode = modes[parts.enforcement];
  return (
    <>
      <Figures
        figures={[
          { label: 'People with a second factor', value: enrolled },
          { label: 'Enforcement', value: mode.label, note: mode.note },
        ]}
      />
      <Section id="health" title="Health" intro="Asked just now, by this gate.">
        <Facts
          facts={[
            ...services.map(({ name, up }) => ({
              label: serviceNames[name] ?? name,
              value: <State {...stateOf(name, up, parts)} />,
            })),
            {
              label: 'Mail',
              value: parts.sendsMail ? (
                <State tone="success" text="Configured" />
              ) : (
                <State tone="warning" text="Not configured" />
              ),
              note: parts.sendsMail
                ? 'Send a test mail from the settings.'
                : 'Nobody is told about changes of their account.',
            },
          ]}
        />
      </Section>
      <Section id="product" title="Product">
        <Facts
          facts={[
            { label: 'Version', value: parts.version },
            { label: 'Settings', value: <a href={visit.links.to('/settings')}>What is in force</a> },
          ]}
        />
      </Section>
    </>
  );
}

type StateProps = { readonly tone: LozengeTone; readonly text: string };

function State({ tone, text }: StateProps) {
  return <Lozenge tone={tone}>{text}</Lozenge>;
}

function stateOf(name: string, up: boolean, { sharesStore }: OverviewParts): StateProps {
  if (name === 'store' && !sharesStore) return { tone: 'neutral', text: 'Not used: one gate only' };
  return up ? { tone: 'success', text: 'Up' } : { tone: 'error', text: 'Down' };
}
