import { isNetworkRange, type PolicyDocument } from '../../../proxy/policy/index.ts';
import { entriesOf, longestList, type PolicyDesk } from '../policies/index.ts';
import type { Screen, ScreenPage, ScreenVisit } from '../screen.ts';
import { Field, type FieldErrors, FormPage } from '../ui/index.ts';
import { findNetwork, withNetwork } from './network-names.ts';

const path = '/networks/edit';

type Form = { readonly name: string; readonly ranges: string };

/** A name and its ranges. It changes the draft only. */
export function createNetworkScreen(desk: PolicyDesk): Screen {
  return {
    path,
    title: 'Network',
    under: '/networks',
    wantsFreshProof: true,
    get: async (visit) => {
      const { document } = await desk.open(visit.administrator);
      const standing = findNetwork(document, visit.query.text('name'));
      const form = { name: standing?.name ?? '', ranges: standing?.ranges.join('\n') ?? '' };
      return editor(visit, form, {});
    },
    post: async (change) => {
      const { administrator, query, fields, links } = change;
      const earlier = query.text('name');
      const form = { name: fields.text('name', 50), ranges: fields.lines('ranges', longestList) };
      const { document } = await desk.open(administrator);
      const errors = errorsOf(form, earlier, document);
      const shown = (more: FieldErrors = {}) => ({
        ...editor(change, form, { ...errors, ...more }),
        status: 400 as const,
      });
      if (Object.values(errors).some((error) => error !== undefined)) return shown();
      const network = { name: form.name, ranges: entriesOf(form.ranges) };
      const reading = await desk.edit(administrator, (draft) => withNetwork(draft, earlier, network));
      if (reading.kind === 'invalid') return shown({ ranges: reading.problems.join('; ') });
      return { kind: 'redirect', to: links.to('/networks') };
    },
  };
}

function errorsOf({ name, ranges }: Form, earlier: string, document: PolicyDocument): FieldErrors {
  const entries = entriesOf(ranges);
  const wrong = entries.filter((entry) => !isNetworkRange(entry)).slice(0, 3);
  const isTaken = name.toLowerCase() !== earlier.toLowerCase() && findNetwork(document, name) !== undefined;
  const isName = /^[A-Za-z][\w -]{0,49}$/.test(name);
  return {
    name: isName
      ? isTaken
        ? 'There is a network of this name.'
        : undefined
      : 'It must begin with a letter, and be letters, digits, blanks, - and _.',
    ranges:
      entries.length === 0
        ? 'Enter at least one range.'
        : wrong.length > 0
          ? `No range: ${wrong.map((entry) => `“${entry.slice(0, 60)}”`).join(', ')}`
          : undefined,
  };
}

function editor(visit: ScreenVisit, form: Form, errors: FieldErrors): ScreenPage {
  return {
    kind: 'page',
    breadcrumbs: [{ label: 'Networks', href: visit.links.to('/networks') }],
    body: (
      <FormPage
        form={visit.form(path, { name: visit.query.text('name') })}
        errors={errors}
        submit="Keep in the draft"
        cancelHref={visit.links.to('/networks')}
        intro={<p>Nothing takes effect before the draft is reviewed and published.</p>}
      >
        <Field name="name" label="Name" value={form.name} error={errors.name} longest={50} />
        <Field
          name="ranges"
          label="Ranges"
          hint="Addresses, CIDR ranges or first-last, IPv4 or IPv6, one per line."
          value={form.ranges}
          error={errors.ranges}
          rows={5}
          longest={longestList}
        />
      </FormPage>
    ),
  };
}
