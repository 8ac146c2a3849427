import {
  matchFacts,
  momentInWords,
  outcomeFacts,
  type Wave,
  type WaveCount,
  type WaveDay,
  type WaveProgress,
  type WaveState,
  waveActionsIn,
  waveDaysShown,
} from '../../../proxy/policy/index.ts';
import { DraftBanner, type OpenDesk, type PolicyDesk, Says } from '../policies/index.ts';
import type { Screen, ScreenVisit } from '../screen.ts';
import { type Column, DataTable, Lozenge, type LozengeTone } from '../ui/index.ts';
import { WaveCharts } from './wave-charts.tsx';
import { actionWords, enrolledOf, percentOf } from './wave-words.ts';

const states: Readonly<Record<WaveState, { readonly word: string; readonly tone: LozengeTone }>> = {
  planned: { word: 'Planned', tone: 'neutral' },
  running: { word: 'Running', tone: 'info' },
  paused: { word: 'Paused', tone: 'warning' },
  done: { word: 'Done', tone: 'success' },
  rolled_back: { word: 'Rolled back', tone: 'error' },
};

/** The steps of a roll-out, as they are in force, and their emergency brakes. */
export function createWavesScreen(desk: PolicyDesk, waves: WaveProgress): Screen {
  return {
    path: '/waves',
    title: 'Waves',
    navigation: { group: 'Rules', label: 'Waves' },
    get: async (visit) => {
      const { links, query, administrator } = visit;
      const open = await desk.open(administrator);
      // The lines of the day are written by then.
      const list = await waves.list(open.inForce);
      const days = await waves.history(open.inForce, waveDaysShown);
      return {
        kind: 'page',
        message: query.isTicked('done')
          ? { kind: 'success', text: 'Done. It is in force on all gates.' }
          : undefined,
        actions: (
          <a class="aui-button aui-button-primary" href={links.to('/waves/new')}>
            Plan a wave
          </a>
        ),
        body: <Waves {...{ desk: open, visit, list, days }} />,
      };
    },
  };
}

type Props = {
  readonly desk: OpenDesk;
  readonly visit: ScreenVisit;
  readonly list: readonly Wave[];
  readonly days: ReadonlyMap<string, readonly WaveDay[]>;
};

function Waves({ desk, visit, list, days }: Props) {
  return (
    <>
      <DraftBanner desk={desk} visit={visit} />
      <p class="lead">
        A wave is a rule that begins at a moment. A new one goes into your draft; pausing, resuming and
        rolling back take effect at once.
      </p>
      <DataTable
        caption="Waves in force, in their order"
        columns={columnsOf(visit)}
        rows={list}
        keyOf={({ rule }) => rule.id}
        empty="No wave is in force."
      />
      <WaveCharts list={list} days={days} />
    </>
  );
}

function columnsOf({ links }: ScreenVisit): readonly Column<Wave>[] {
  return [
    {
      title: 'Wave',
      isName: true,
      cell: ({ rule, state }) => (
        <>
          <bdi>{rule.name}</bdi> <Lozenge tone={states[state].tone}>{states[state].word}</Lozenge>
        </>
      ),
    },
    { title: 'People', cell: ({ rule }) => <Says facts={matchFacts(rule.match)} /> },
    {
      title: 'Starts',
      cell: ({ rule }) =>
        `${momentInWords(rule.wave.startsAt)}, ${rule.wave.mails ? 'with mails' : 'without mails'}`,
    },
    { title: 'Wants', cell: ({ rule }) => <Says facts={outcomeFacts(rule)} /> },
    { title: 'Enrolled', cell: ({ count }) => <Progress count={count} /> },
    {
      title: 'Change',
      cell: ({ rule, state }) => (
        <div class="row-actions">
          {waveActionsIn(state).map((action) => (
            <a
              key={action}
              class="aui-button"
              href={links.to('/waves/change', { rule: rule.id, action })}
              aria-label={`${actionWords[action].label}: ${rule.name}`}
            >
              {actionWords[action].label}
            </a>
          ))}
        </div>
      ),
    },
  ];
}

const width = 100;

/** The words say it; the bar repeats it. */
function Progress({ count }: { count: WaveCount | undefined }) {
  if (count === undefined || count.people === 0) return <>not known</>;
  return (
    <>
      {enrolledOf(count)}
      <svg class="wave-bar" viewBox={`0 0 ${width} 6`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="wave-all" width={width} height="6" rx="3" />
        <rect class="wave-done" width={percentOf(count)} height="6" rx="3" />
      </svg>
    </>
  );
}
