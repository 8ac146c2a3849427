import { originOf } from '../../../proxy/http/browser-name.ts';
import type { SettingsBook, SettingsDesk } from '../../../proxy/site-settings/index.ts';
import { readReason } from '../form-readers.ts';
import type { Parameters } from '../parameters.ts';
import type { Screen, ScreenPage, ScreenVisit } from '../screen.ts';
import { type BasicStopsParts, SureBox, warningBeforeBlock } from '../settings/basic-stops.tsx';
import { outdatedSettings } from '../settings/edit-settings-screen.tsx';
import { errorsBeside, linesIn } from '../settings/settings-form.ts';
import { Field, type FieldErrors, FormPage, ReasonField, SelectField } from '../ui/index.ts';
import { basicAuthPath } from './basic-auth-screen.tsx';

const path = `${basicAuthPath}/edit`;
const furthest = { from: 0, to: 1_000_000_000 };

type Fields = {
  readonly mode: 'block' | 'allow';
  readonly users: string;
  readonly paths: string;
  readonly networks: string;
};
type Shown = {
  readonly fields: Fields;
  readonly basedOn: number;
  readonly comment?: string;
  readonly errors?: FieldErrors;
  /** Whether to ask if that is really meant. */
  readonly asks?: boolean;
};

export type EditBasicAuthParts = BasicStopsParts & { readonly desk: SettingsDesk };

/** Switches passwords without a second factor on and off. */
export function createEditBasicAuthScreen(parts: EditBasicAuthParts): Screen {
  const { book } = parts;
  const page = (visit: ScreenVisit, shown: Shown, rest: Partial<ScreenPage> = {}): ScreenPage => ({
    kind: 'page',
    breadcrumbs: [{ label: 'Basic authentication', href: visit.links.to(basicAuthPath) }],
    body: <BasicForm visit={visit} {...shown} />,
    ...rest,
  });
  return {
    path,
    title: 'Change Basic authentication',
    under: basicAuthPath,
    wantsFreshProof: true,
    get: async (visit) => page(visit, { fields: fieldsOf(book), basedOn: book.state.version }),
    post: async (change) => {
      const basicAuth = readFields(change.fields);
      const basedOn = change.fields.integer('basedOn', furthest, -1);
      const comment = change.fields.text('comment', 255);
      const shown = { fields: basicAuth, basedOn, comment };
      const reason = readReason(change.fields, 'comment');
      if (reason.kind === 'wrong')
        return page(change, { ...shown, errors: { comment: reason.error } }, { status: 400 });
      const { person: actor, scope } = change.administrator;
      const warning = await warningBeforeBlock(basicAuth.mode, actor.username, parts);
      if (warning !== undefined && !change.fields.isTicked('sure'))
        return page(change, { ...shown, asks: true }, { status: 409, message: warning });
      const { address, requestId } = originOf(scope);
      const lists = {
        users: linesIn(basicAuth.users),
        paths: linesIn(basicAuth.paths),
        networks: linesIn(basicAuth.networks),
      };
      const document = { ...book.state.document, basicAuth: { mode: basicAuth.mode, ...lists } };
      const outcome = await parts.desk.change({ basedOn, document, actor, comment, address, requestId });
      switch (outcome.kind) {
        case 'changed':
          return { kind: 'redirect', to: change.links.to(basicAuthPath, { changed: 'yes' }) };
        case 'invalid':
          return page(change, { ...shown, errors: errorsBeside(outcome.problems) }, { status: 400 });
        case 'outdated':
          await book.reload();
          return page(
            change,
            { ...shown, basedOn: book.state.version },
            { status: 409, message: outdatedSettings },
          );
        default:
          return outcome satisfies never;
      }
    },
  };
}

function fieldsOf(book: SettingsBook): Fields {
  const { mode, users, paths, networks } = book.current.basicAuth;
  return { mode, users: users.join('\n'), paths: paths.join('\n'), networks: networks.join('\n') };
}

function readFields(fields: Parameters): Fields {
  const lines = (name: string) => fields.lines(name, 20_000);
  const mode = fields.choice('mode', ['block', 'allow'], 'block');
  return { mode, users: lines('users'), paths: lines('paths'), networks: lines('networks') };
}

const modes = [
  { value: 'block', label: 'Block, but for what is listed' },
  { value: 'allow', label: 'Let through everywhere' },
];

function BasicForm({
  visit,
  fields,
  basedOn,
  comment = '',
  errors = {},
  asks = false,
}: Shown & { visit: ScreenVisit }) {
  const list = (name: 'users' | 'paths' | 'networks', label: string, hint: string) => (
    <Field
      {...{ name, label, hint, value: fields[name], error: errors[name], rows: 3, longest: 20_000 }}
      isOptional={true}
    />
  );
  return (
    <FormPage
      form={visit.form(path)}
      errors={errors}
      submit="Change"
      cancelHref={visit.links.to(basicAuthPath)}
      hidden={{ basedOn: String(basedOn) }}
      intro={<p>Basic authentication is a password without a second factor. Tokens are not affected.</p>}
    >
      <SelectField
        name="mode"
        label="Passwords without a second factor"
        value={fields.mode}
        choices={modes}
      />
      {list('users', 'Let through for these users', 'One user name a line; from anywhere, to anything.')}
      {list('paths', 'Let through at these paths', 'One a line, such as /rest/usermanagement.')}
      {list(
        'networks',
        'Let through from these networks',
        'One a line: 10.0.0.7, 10.0.0.0/8 or 10.0.0.1-10.0.0.9.',
      )}
      <ReasonField name="comment" label="Comment" value={comment} error={errors.comment} />
      {asks && <SureBox />}
    </FormPage>
  );
}
