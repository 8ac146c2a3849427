import { isIP } from 'node:net';
import type { Clock } from '../../../proxy/kernel/clock.ts';
import {
  momentInWords,
  type PolicyAdmin,
  type PolicyDocument,
  type PolicyPreview,
  waitingWaves,
} from '../../../proxy/policy/index.ts';
import type { Message } from '../../../proxy/ui/index.ts';
import { readReason } from '../form-readers.ts';
import type { Screen, ScreenPage, ScreenVisit } from '../screen.ts';
import { FilterForm, FormPage, ReasonField, SearchField, Section, SelectField } from '../ui/index.ts';
import { actorOf, type OpenDesk, type PolicyDesk, placeOf } from './policy-desk.ts';
import { Differences } from './policy-parts.tsx';
import { Preview } from './preview-parts.tsx';
import { type NotPublished, problemMessage, problemStatus } from './publish-problem.tsx';

const path = '/policies/review';

export type ReviewParts = {
  readonly desk: PolicyDesk;
  readonly admin: PolicyAdmin;
  readonly clock: Clock;
};

type Shown = {
  readonly comment?: string;
  readonly error?: string | undefined;
  readonly outcome?: NotPublished | undefined;
};

/** What a draft changes, and for whom; the one way to make it count. */
export function createReviewScreen(parts: ReviewParts): Screen {
  const { desk, admin } = parts;
  return {
    path,
    title: 'Review and publish',
    under: '/policies',
    wantsFreshProof: true,
    get: async (visit) => review(parts, visit, {}),
    post: async (change) => {
      const { administrator, fields, links } = change;
      if (fields.choice('do', ['rebase'], undefined) === 'rebase') {
        const version = fields.integer('version', { from: 0, to: 2 ** 31 }, 0);
        await desk.rebase(administrator, version);
        return { kind: 'redirect', to: links.to(path) };
      }
      const reason = readReason(fields, 'comment');
      if (reason.kind === 'wrong') {
        return review(parts, change, { comment: fields.text('comment'), error: reason.error });
      }
      const { draft } = await desk.open(administrator);
      if (draft === undefined) return { kind: 'redirect', to: links.to(path) };
      // Another tab may have changed the draft since: what was read on the review is what is published.
      if (fields.text('seen', 20) !== String(draft.changedAt)) {
        return review(parts, change, {
          comment: reason.value,
          error: 'The draft has changed since: look once more.',
        });
      }
      const outcome = await admin.publish({
        ...{ draft: draft.document, basedOn: draft.basedOn, comment: reason.value },
        ...{ actor: actorOf(administrator), origin: placeOf(administrator) },
      });
      if (outcome.kind !== 'published') return review(parts, change, { comment: reason.value, outcome });
      await desk.discard(administrator);
      return { kind: 'redirect', to: links.to('/policies', { published: outcome.version }) };
    },
  };
}

async function review(
  { desk, admin, clock }: ReviewParts,
  visit: ScreenVisit,
  shown: Shown,
): Promise<ScreenPage> {
  const { administrator, links, query } = visit;
  const open = await desk.open(administrator);
  const breadcrumbs = [{ label: 'Policies', href: links.to('/policies') }];
  if (open.draft === undefined) {
    return { kind: 'page', breadcrumbs, body: <div class="empty-state">There is nothing to publish.</div> };
  }
  const from = query.text('from', 60);
  const moments = momentsOf(open.document, clock());
  const at = query.choice(
    'at',
    [now.value, ...moments.map(({ value }) => value)],
    (moments.at(-1) ?? now).value,
  );
  const [refusal, preview] = await Promise.all([
    admin.check({ draft: open.document, actor: actorOf(administrator), origin: placeOf(administrator) }),
    admin.plan(open.document, {
      ...(from === '' || isIP(from) === 0 ? {} : { address: from }),
      at: at === now.value ? clock() : Date.parse(at),
    }),
  ]);
  const outcome = shown.outcome ?? refusal;
  const failed = shown.outcome !== undefined || shown.error !== undefined;
  return {
    kind: 'page',
    breadcrumbs,
    message: outcome === undefined ? outdatedMessage(open) : problemMessage(outcome),
    ...(failed ? { status: shown.outcome === undefined ? 400 : problemStatus(shown.outcome) } : {}),
    body: (
      <Review
        {...{ open, visit, preview, from, shown, moments, at }}
        warnings={admin.warnings(open.document)}
        mayPublish={refusal === undefined && !open.isOutdated}
      />
    ),
  };
}

type Moment = { readonly value: string; readonly label: string };

const now: Moment = { value: 'now', label: 'Now' };

/** The beginnings of waves that are still to come, by when all that begin at once have begun. */
function momentsOf(document: PolicyDocument, time: number): readonly Moment[] {
  const waiting = Map.groupBy(waitingWaves(document, time), ({ wave }) => wave.startsAt);
  return [...waiting].map(([value, rules]) => ({
    value,
    label: `${momentInWords(value)}: ${rules.map(({ name }) => name).join(', ')}`,
  }));
}

function outdatedMessage({ isOutdated, current }: OpenDesk): Message | undefined {
  if (!isOutdated) return undefined;
  return problemMessage({ kind: 'conflict', current });
}

type Props = {
  readonly open: OpenDesk;
  readonly visit: ScreenVisit;
  readonly preview: PolicyPreview | undefined;
  readonly from: string;
  /** When everybody could be thought to log in. */
  readonly moments: readonly Moment[];
  readonly at: string;
  readonly shown: Shown;
  readonly warnings: readonly string[];
  readonly mayPublish: boolean;
};

function Review({ open, visit, preview, from, moments, at, shown, warnings, mayPublish }: Props) {
  return (
    <>
      <Section
        id="changes"
        title="What changes"
        intro={`Compared with version ${open.current.version}, which is in force.`}
      >
        <Differences differences={open.differences} />
      </Section>
      {warnings.length > 0 && (
        <Section id="warnings" title="Please check">
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section
        id="people"
        title="Whom it affects"
        intro="As if everybody logged in with a password and opened an ordinary page."
      >
        <FilterForm action={visit.links.to(path)} submit="Count">
          <SearchField
            name="from"
            label="From an address (else: outside of all networks)"
            value={from}
            longest={60}
          />
          {moments.length > 0 && (
            <SelectField name="at" label="When" value={at} choices={[now, ...moments]} />
          )}
        </FilterForm>
        <Preview preview={preview} />
      </Section>
      {open.isOutdated && <Rebase open={open} visit={visit} />}
      {mayPublish && (
        <Section id="publish" title="Publish">
          <FormPage
            form={visit.form(path)}
            errors={{ comment: shown.error }}
            submit="Publish"
            cancelHref={visit.links.to('/policies')}
            hidden={{ seen: String(open.draft?.changedAt ?? '') }}
            intro={<p>It takes effect on all gates at once, also for people who are logged in.</p>}
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

function Rebase({ open, visit }: Pick<Props, 'open' | 'visit'>) {
  const { version } = open.current;
  return (
    <Section id="outdated" title="The draft is older than what is in force">
      <p>
        What you see above is compared with version {version}: publishing the draft undoes what that version
        changed, where the two differ. Discard the draft to start over, or take it as it is.
      </p>
      <FormPage
        form={visit.form(path)}
        submit={`Keep my draft over version ${version}`}
        cancelHref={visit.links.to('/policies')}
        hidden={{ do: 'rebase', version: String(version) }}
      />
    </Section>
  );
}
