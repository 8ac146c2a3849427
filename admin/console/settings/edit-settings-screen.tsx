import { originOf } from '../../../proxy/http/browser-name.ts';
import {
  limits,
  type SettingsBook,
  type SettingsDesk,
  type SiteSettings,
} from '../../../proxy/site-settings/index.ts';
import type { Message } from '../../../proxy/ui/index.ts';
import { readReason } from '../form-readers.ts';
import type { Screen, ScreenPage, ScreenVisit } from '../screen.ts';
import { Field, type FieldErrors, FormPage, ReasonField } from '../ui/index.ts';
import {
  documentOf,
  errorsBeside,
  fieldsOf,
  readSettingsFields,
  type SettingsFieldName,
  type SettingsFields,
} from './settings-form.ts';

const path = '/settings/edit';
const furthest = { from: 0, to: 1_000_000_000 };

/** Said wherever a form of settings comes too late. */
export const outdatedSettings: Message = {
  kind: 'warning',
  text: 'Somebody else changed the settings meanwhile. Nothing was changed.',
  hint: 'Look at what counts now, and send your change again.',
};

type Shown = {
  readonly fields: SettingsFields;
  readonly basedOn: number;
  readonly comment?: string;
  readonly errors?: FieldErrors;
};

/** What administrators set while the gates run, but for Basic authentication, which has a screen of its own. */
export function createEditSettingsScreen(book: SettingsBook, desk: SettingsDesk): Screen {
  const now = (): Shown => ({ fields: fieldsOf(book.state.document), basedOn: book.state.version });
  const page = (visit: ScreenVisit, shown: Shown, rest: Partial<ScreenPage> = {}): ScreenPage => ({
    kind: 'page',
    breadcrumbs: [{ label: 'Settings', href: visit.links.to('/settings') }],
    body: <SettingsForm visit={visit} book={book} {...shown} />,
    ...rest,
  });
  return {
    path,
    title: 'Change settings',
    under: '/settings',
    wantsFreshProof: true,
    get: async (visit) => page(visit, now()),
    post: async (change) => {
      const fields = readSettingsFields(change.fields);
      const basedOn = change.fields.integer('basedOn', furthest, -1);
      const reason = readReason(change.fields, 'comment');
      const comment = change.fields.text('comment', 255);
      const wrong = reason.kind === 'wrong' ? { comment: reason.error } : {};
      const { person: actor, scope } = change.administrator;
      const { address, requestId } = originOf(scope);
      if (reason.kind === 'wrong') {
        return page(change, { fields, basedOn, comment, errors: wrong }, { status: 400 });
      }
      const document = documentOf(fields, book.state.document);
      const outcome = await desk.change({ basedOn, document, actor, comment, address, requestId });
      switch (outcome.kind) {
        case 'changed':
          return { kind: 'redirect', to: change.links.to('/settings', { changed: 'yes' }) };
        case 'invalid': {
          const errors = errorsBeside(outcome.problems);
          return page(change, { fields, basedOn, comment, errors }, { status: 400 });
        }
        case 'outdated': {
          await book.reload();
          const { version } = book.state;
          const again = { fields, basedOn: version, comment };
          return page(change, again, { status: 409, message: outdatedSettings });
        }
        default:
          return outcome satisfies never;
      }
    },
  };
}

type Line = readonly [name: SettingsFieldName, label: string, hint: string];

const retentionHint =
  'One action and its days a line, such as factor.* = 400; 0 is for ever. What is older is emptied, and cannot be brought back.';
const within = ({ least, most }: { least: number; most: number }) => `From ${least} to ${most}.`;

function numbers({ issuer, sessionIdleMinutes, rememberDays, attempts }: SiteSettings): readonly Line[] {
  const hint = (limit: { least: number; most: number }, value: number, zero = '') =>
    `${within(limit)}${zero} Left empty: ${value}.`;
  const idle = 'Minutes without a request until a session is verified again';
  const { perWindow, windowMinutes, lockMinutes } = attempts;
  return [
    ['issuer', 'Name in authenticator apps', `For setups from now on. Left empty: ${issuer}.`],
    ['sessionIdleMinutes', idle, hint(limits.sessionIdleMinutes, sessionIdleMinutes)],
    [
      'rememberDays',
      'Days that a browser is remembered',
      hint(limits.rememberDays, rememberDays, ' 0: not at all.'),
    ],
    ['perWindow', 'Wrong codes that lock', hint(limits.perWindow, perWindow)],
    ['windowMinutes', 'Minutes in which they are counted', hint(limits.windowMinutes, windowMinutes)],
    ['lockMinutes', 'Minutes that the lock lasts', hint(limits.lockMinutes, lockMinutes)],
  ];
}

function SettingsForm(props: Shown & { visit: ScreenVisit; book: SettingsBook }) {
  const { visit, book, fields, basedOn, comment = '', errors = {} } = props;
  const { defaults } = book;
  const field = (name: SettingsFieldName, label: string, hint: string, rows?: number) => (
    <Field
      {...{ name, label, hint, value: fields[name], error: errors[name] }}
      {...(rows === undefined ? {} : { rows, longest: 10_000 })}
      isOptional={true}
    />
  );
  return (
    <FormPage
      form={visit.form(path)}
      errors={errors}
      submit="Change"
      cancelHref={visit.links.to('/settings')}
      hidden={{ basedOn: String(basedOn) }}
      intro={<p>What is left empty is as in the environment of the gates.</p>}
    >
      {numbers(defaults).map(([name, label, hint]) => field(name, label, hint))}
      {field(
        'adminMail',
        'Administrators’ mail addresses',
        'One a line. They are told of emergency access.',
        3,
      )}
      {field('auditRetention', 'How long the audit is kept', retentionHint, 4)}
      <ReasonField name="comment" label="Comment" value={comment} error={errors.comment} />
    </FormPage>
  );
}
