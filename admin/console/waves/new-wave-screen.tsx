import type { Clock } from '../../../proxy/kernel/clock.ts';
import { readPolicy, withWave } from '../../../proxy/policy/index.ts';
import { dateTimeOf, dateTimeText } from '../form-readers.ts';
import { createRuleId, entriesOf, longestList, type PolicyDesk } from '../policies/index.ts';
import type { Screen, ScreenPage, ScreenVisit } from '../screen.ts';
import { DateTimeField, Field, type FieldErrors, FormPage } from '../ui/index.ts';

const path = '/waves/new';
const week = 7 * 24 * 60 * 60 * 1_000;
const mostDays = 365;

type Form = {
  readonly name: string;
  readonly groups: string;
  readonly startsAt: string;
  readonly days: string;
  readonly sendsMails: boolean;
};

export type NewWaveParts = {
  readonly desk: PolicyDesk;
  readonly clock: Clock;
  /** Whether a mail server is configured. */
  readonly canSendMails: boolean;
};

/** The next step of a roll-out. It goes into the draft, where its rule can be changed further. */
export function createNewWaveScreen({ desk, clock, canSendMails }: NewWaveParts): Screen {
  return {
    path,
    title: 'Plan a wave',
    under: '/waves',
    wantsFreshProof: true,
    get: async (visit) => {
      const startsAt = dateTimeText(new Date(clock() + week));
      return editor(
        visit,
        { name: '', groups: '', startsAt, days: '14', sendsMails: canSendMails },
        {},
        canSendMails,
      );
    },
    post: async (change) => {
      const { administrator, fields, links } = change;
      const form: Form = {
        ...{ name: fields.text('name', 100), groups: fields.lines('groups', longestList) },
        ...{ startsAt: fields.text('starts-at', 32), days: fields.text('days', 10) },
        sendsMails: fields.isTicked('mails'),
      };
      const errors = errorsOf(form);
      const shown = (more: FieldErrors = {}) => ({
        ...editor(change, form, { ...errors, ...more }, canSendMails),
        status: 400 as const,
      });
      if (Object.values(errors).some((error) => error !== undefined)) return shown();
      const rule = ruleOf(form);
      const reading = await desk.edit(administrator, (document) => {
        const added = readPolicy({ ...document, rules: [rule] });
        if (added.kind === 'invalid') return { ...document, rules: [...document.rules, rule] };
        const [wave] = added.document.rules;
        return wave === undefined ? document : withWave(document, wave);
      });
      if (reading.kind === 'invalid') return shown({ groups: reading.problems.join('; ') });
      return { kind: 'redirect', to: links.to('/policies') };
    },
  };
}

function ruleOf({ name, groups, startsAt, days, sendsMails }: Form) {
  const starts = dateTimeOf(startsAt);
  return {
    ...{ id: createRuleId(name), name, mode: 'enforce', match: { groups: entriesOf(groups) } },
    ...{ withFactor: 'require', withoutFactor: { outcome: 'grace', days: Number(days) } },
    wave: {
      startsAt: starts.kind === 'ok' ? starts.value.toISOString() : '',
      ...{ paused: false, mails: sendsMails },
    },
  };
}

function errorsOf({ name, groups, startsAt, days }: Form): FieldErrors {
  const starts = dateTimeOf(startsAt);
  const number = /^\d{1,3}$/.test(days) ? Number(days) : 0;
  return {
    name: name === '' ? 'Give the wave a name.' : undefined,
    groups: entriesOf(groups).length === 0 ? 'Enter at least one group.' : undefined,
    'starts-at': starts.kind === 'wrong' ? starts.error : undefined,
    days: number < 1 || number > mostDays ? `Enter a number of days from 1 to ${mostDays}.` : undefined,
  };
}

function editor(visit: ScreenVisit, form: Form, errors: FieldErrors, canSendMails: boolean): ScreenPage {
  return {
    kind: 'page',
    breadcrumbs: [{ label: 'Waves', href: visit.links.to('/waves') }],
    body: (
      <FormPage
        form={visit.form(path)}
        errors={errors}
        submit="Keep in the draft"
        cancelHref={visit.links.to('/waves')}
        intro={
          <p>
            It becomes a rule behind the waves that there are. Nothing takes effect before it is published.
          </p>
        }
      >
        <Field name="name" label="Name" value={form.name} error={errors.name} longest={100} />
        <Field
          name="groups"
          label="Groups"
          hint="Of Jira, one per line."
          value={form.groups}
          error={errors.groups}
          rows={3}
          longest={longestList}
        />
        <DateTimeField name="starts-at" label="Starts" value={form.startsAt} error={errors['starts-at']} />
        <Field
          name="days"
          label="Days to set up a factor"
          hint="Counted for each person from when they were first told, but not before the start."
          value={form.days}
          error={errors.days}
          longest={10}
        />
        <div class="checkbox">
          <input
            class="checkbox"
            type="checkbox"
            id="mails"
            name="mails"
            value="yes"
            checked={form.sendsMails}
            aria-describedby="mails-hint"
          />
          <label htmlFor="mails">Tell people by mail</label>
          <div class="description" id="mails-hint">
            {canSendMails
              ? 'At the start, 14, 7 and 1 days before their time is over, and on the day.'
              : 'No mail server is configured: no mails are sent.'}
          </div>
        </div>
      </FormPage>
    ),
  };
}
