import { type WaveAdmin, type WaveRule, waveActions, wavesOf } from '../../../proxy/policy/index.ts';
import { readReason } from '../form-readers.ts';
import {
  actorOf,
  type NotPublished,
  type PolicyDesk,
  placeOf,
  problemMessage,
  problemStatus,
} from '../policies/index.ts';
import type { Screen, ScreenPage, ScreenVisit } from '../screen.ts';
import { Facts, FormPage, ReasonField } from '../ui/index.ts';
import { actionWords } from './wave-words.ts';

const path = '/waves/change';

type Shown = { readonly reason?: string; readonly error?: string; readonly outcome?: NotPublished };

/** Pausing, resuming, rolling back: at once, with a reason. */
export function createWaveChangeScreen(desk: PolicyDesk, waves: WaveAdmin): Screen {
  return {
    path,
    title: 'Change a wave',
    under: '/waves',
    wantsFreshProof: true,
    get: async (visit) => show(desk, visit, {}),
    post: async (change) => {
      const { administrator, query, fields, links } = change;
      const reason = readReason(fields);
      if (reason.kind === 'wrong')
        return show(desk, change, { reason: fields.text('reason'), error: reason.error });
      const outcome = await waves.change({
        ...{ rule: query.text('rule'), action: actionIn(change), comment: reason.value },
        ...{ actor: actorOf(administrator), origin: placeOf(administrator) },
      });
      if (outcome.kind === 'published') return { kind: 'redirect', to: links.to('/waves', { done: 'yes' }) };
      return show(desk, change, { reason: reason.value, outcome });
    },
  };
}

/** A pause does the least harm where the address says nothing. */
const actionIn = ({ query }: ScreenVisit) => query.choice('action', waveActions, 'pause');

async function show(desk: PolicyDesk, visit: ScreenVisit, shown: Shown): Promise<ScreenPage> {
  const { inForce } = await desk.open(visit.administrator);
  const rule = wavesOf(inForce).find(({ id }) => id === visit.query.text('rule'));
  const breadcrumbs = [{ label: 'Waves', href: visit.links.to('/waves') }];
  if (rule === undefined) {
    return {
      kind: 'page',
      status: 404,
      breadcrumbs,
      body: <div class="empty-state">There is no such wave.</div>,
    };
  }
  const { outcome, error } = shown;
  const status = outcome !== undefined ? problemStatus(outcome) : error !== undefined ? 400 : undefined;
  return {
    kind: 'page',
    title: actionWords[actionIn(visit)].title,
    breadcrumbs,
    message: outcome && problemMessage(outcome),
    ...(status === undefined ? {} : { status }),
    body: <ChangeForm rule={rule} visit={visit} shown={shown} />,
  };
}

function ChangeForm({ rule, visit, shown }: { rule: WaveRule; visit: ScreenVisit; shown: Shown }) {
  const action = actionIn(visit);
  const words = actionWords[action];
  return (
    <FormPage
      form={visit.form(path, { rule: rule.id, action })}
      errors={{ reason: shown.error }}
      submit={words.label}
      isDangerous={action === 'roll_back'}
      cancelHref={visit.links.to('/waves')}
      intro={
        <>
          <p>{words.what}</p>
          <p>It takes effect on all gates at once.</p>
        </>
      }
    >
      <Facts facts={[{ label: 'Wave', value: <bdi>{rule.name}</bdi> }]} />
      <ReasonField value={shown.reason ?? ''} error={shown.error} />
    </FormPage>
  );
}
