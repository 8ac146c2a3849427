import { originOf } from '../../../proxy/http/browser-name.ts';
import type { SiteDocument } from '../../../proxy/site-documents/index.ts';
import { readSettings, type SettingsBook, type SettingsDesk } from '../../../proxy/site-settings/index.ts';
import type { Message } from '../../../proxy/ui/index.ts';
import { readReason } from '../form-readers.ts';
import type { Screen, ScreenPage, ScreenVisit } from '../screen.ts';
import { type Column, DataTable, FormPage, Lozenge, Pager, ReasonField } from '../ui/index.ts';
import { type BasicStopsParts, SureBox, warningBeforeBlock } from './basic-stops.tsx';
import { outdatedSettings } from './edit-settings-screen.tsx';

const historyPath = '/settings/history';
const revertPath = '/settings/revert';
const onPage = 20;
const versions = { from: 0, to: 1_000_000_000 };

const crumbs = ({ links }: ScreenVisit) => [{ label: 'Settings', href: links.to('/settings') }];

/** What the settings were, who changed them, and why. */
export function createSettingsHistoryScreen(book: SettingsBook, desk: SettingsDesk): Screen {
  return {
    path: historyPath,
    title: 'History of the settings',
    under: '/settings',
    get: async (visit) => {
      const { query, links } = visit;
      const below = query.integer('below', versions, undefined);
      const found = await desk.history(onPage + 1, below);
      const rows = found.slice(0, onPage);
      const next = found.length > onPage ? rows.at(-1)?.version : undefined;
      return {
        kind: 'page',
        breadcrumbs: crumbs(visit),
        body: (
          <>
            <DataTable
              caption="Changes, the latest first"
              columns={columnsOf(visit, book.state.version)}
              rows={rows}
              keyOf={({ version }) => String(version)}
              empty="Nothing was set here yet: everything comes from the environment of the gates."
            />
            <Pager
              what="changes"
              newerHref={below === undefined ? undefined : links.to(historyPath)}
              olderHref={next === undefined ? undefined : links.to(historyPath, { below: next })}
              labels={{ newer: 'Latest', older: 'Older' }}
            />
          </>
        ),
      };
    },
  };
}

const columnsOf = ({ links }: ScreenVisit, current: number): readonly Column<SiteDocument>[] => [
  {
    title: 'Version',
    isName: true,
    cell: ({ version }) => (
      <>
        {version} {version === current && <Lozenge tone="success">In force</Lozenge>}
      </>
    ),
  },
  { title: 'When (UTC)', cell: ({ at }) => at.toISOString().slice(0, 19).replace('T', ' ') },
  { title: 'Who', cell: ({ actorName }) => <bdi>{actorName}</bdi> },
  { title: 'Comment', cell: ({ comment }) => comment },
  { title: 'What', cell: ({ document }) => <DocumentText document={document} /> },
  {
    title: 'Action',
    cell: ({ version }) =>
      version === current ? (
        <a href={links.to(revertPath, { version: version - 1 })}>
          Take back<span class="assistive"> version {version}</span>
        </a>
      ) : (
        <a href={links.to(revertPath, { version })}>
          Go back to this<span class="assistive">: version {version}</span>
        </a>
      ),
  },
];

function DocumentText({ document }: { document: unknown }) {
  return <pre class="document">{JSON.stringify(document, null, 2)}</pre>;
}

export type RevertSettingsParts = BasicStopsParts & { readonly desk: SettingsDesk };

type Reverting = RevertSettingsParts & {
  readonly version: number;
  readonly error: string | undefined;
  readonly comment: string;
};

async function revertPage(visit: ScreenVisit, reverting: Reverting): Promise<ScreenPage> {
  const { book, desk, version, error, comment } = reverting;
  const document = version === 0 ? {} : (await desk.find(version))?.document;
  const basedOn = String(book.state.version);
  const warning = await warningOf(document, visit, reverting);
  return {
    kind: 'page',
    status: document === undefined ? 404 : error === undefined ? 200 : 400,
    message: warning,
    breadcrumbs: [...crumbs(visit), { label: 'History', href: visit.links.to(historyPath) }],
    body:
      document === undefined ? (
        <div class="empty-state">There is no such version.</div>
      ) : (
        <FormPage
          form={visit.form(revertPath)}
          errors={{ comment: error }}
          submit="Go back"
          cancelHref={visit.links.to(historyPath)}
          hidden={{ basedOn, version: String(version) }}
          intro={
            <p>
              {version === 0
                ? 'Nothing is set here any more: everything comes from the environment of the gates.'
                : `The settings become what they were in version ${version}.`}
            </p>
          }
        >
          <DocumentText document={document} />
          <ReasonField name="comment" label="Comment" value={comment} error={error} />
          {warning && <SureBox />}
        </FormPage>
      ),
  };
}

/** What stops working with these settings; of a document that cannot be read nothing does, since it does not count. */
async function warningOf(
  document: unknown,
  { administrator }: ScreenVisit,
  parts: RevertSettingsParts,
): Promise<Message | undefined> {
  const reading = readSettings(document);
  if (reading.kind === 'invalid') return undefined;
  const { mode } = reading.document.basicAuth ?? parts.book.defaults.basicAuth;
  return warningBeforeBlock(mode, administrator.person.username, parts);
}

/** An earlier version becomes the latest one. */
export function createRevertSettingsScreen(parts: RevertSettingsParts): Screen {
  const { book, desk } = parts;
  const page = (visit: ScreenVisit, version: number, error?: string, comment = '') =>
    revertPage(visit, { ...parts, version, error, comment });
  return {
    path: revertPath,
    title: 'Go back to earlier settings',
    under: '/settings',
    wantsFreshProof: true,
    get: (visit) => page(visit, visit.query.integer('version', versions, -1)),
    post: async (change) => {
      const version = change.fields.integer('version', versions, -1);
      const reason = readReason(change.fields, 'comment');
      const comment = change.fields.text('comment', 255);
      if (reason.kind === 'wrong') return page(change, version, reason.error, comment);
      const basedOn = change.fields.integer('basedOn', versions, -1);
      const { person: actor, scope } = change.administrator;
      const shown = await page(change, version, undefined, comment);
      if (shown.message !== undefined && !change.fields.isTicked('sure')) return { ...shown, status: 409 };
      const { address, requestId } = originOf(scope);
      const outcome = await desk.revert(version, { basedOn, actor, comment, address, requestId });
      switch (outcome.kind) {
        case 'changed':
          return { kind: 'redirect', to: change.links.to('/settings', { changed: 'yes' }) };
        case 'unknown':
          return page(change, version);
        case 'invalid':
          return page(change, version, 'That version does not fit this version of the gate.', comment);
        case 'outdated':
          await book.reload();
          return {
            ...(await page(change, version, undefined, comment)),
            status: 409,
            message: outdatedSettings,
          };
        default:
          return outcome satisfies never;
      }
    },
  };
}
