import type { PersonRow } from '../../../proxy/people/index.ts';
import type { BulkJob, BulkJobs, BulkRunner } from '../../bulk/index.ts';
import { isTyped } from '../form-readers.ts';
import type { Parameters } from '../parameters.ts';
import { PersonName } from '../person-name.tsx';
import type { Screen, ScreenAnswer, ScreenPage, ScreenVisit } from '../screen.ts';
import { type FieldErrors, FormPage, SelectField, TypedConfirmation, typedName } from '../ui/index.ts';
import {
  exemptionChoices,
  type PersonDesk,
  ReasonFor,
  readHours,
  reasonError,
  reasonLimits,
  usualHours,
} from '../user/index.ts';
import { bulkWords } from './bulk-words.ts';

export type BulkConfirmParts = {
  readonly desk: PersonDesk;
  readonly jobs: BulkJobs;
  readonly runner: BulkRunner;
  /** Told of what goes wrong after the answer has gone out. */
  readonly onTrouble: (error: Error) => void;
};

const path = '/users/bulk/confirm';
const namesShown = 20;

/** What will happen, to whom, and the number typed. */
export function createBulkConfirmScreen(parts: BulkConfirmParts): Screen {
  const { jobs } = parts;
  return {
    ...{ path, title: 'Several people at once', under: '/users', wantsFreshProof: true },
    get: async (visit) => {
      const id = visit.query.text('job');
      const job = await jobs.find(id, visit.administrator.person.userKey);
      return job === undefined ? gone(visit, id) : showForm(parts, visit, job);
    },
    post: async (change) => {
      const { fields, administrator, links } = change;
      const id = change.query.text('job');
      const by = administrator.person.userKey;
      const job = await jobs.find(id, by);
      if (job === undefined) return gone(change, id);
      const hours = readHours(fields.text('hours') || usualHours);
      const errors = errorsIn(fields, job, hours);
      if (Object.keys(errors).length > 0) return showForm(parts, change, job, errors, fields);
      // Of two clicks one gets it.
      const taken = await jobs.take(id, by);
      if (taken === undefined) return gone(change, id);
      const reason = fields.text('reason', 255);
      const order = {
        ...{ id, job: taken, hours: hours ?? 0 },
        stillMay: () => parts.desk.isStillAdministrator(administrator),
        requestFor: (person: PersonRow) =>
          parts.desk.request(administrator, person, reason, { kind: 'elevated' }),
      };
      await parts.runner.begin(order, parts.onTrouble);
      return { kind: 'redirect', to: links.to('/users/bulk/result', { job: id }) };
    },
  };
}

function errorsIn(fields: Parameters, job: BulkJob, hours: number | undefined): FieldErrors {
  const { length } = [...fields.text('reason', 255)];
  const isReason = length >= reasonLimits.shortest && length <= reasonLimits.longest;
  return {
    ...(hours === undefined ? { hours: 'Choose how long.' } : {}),
    ...(isReason ? {} : { reason: reasonError }),
    ...(isTyped(fields, String(job.keys.length)) ? {} : { [typedName]: `Type ${job.keys.length}.` }),
  };
}

async function showForm(
  { desk }: BulkConfirmParts,
  visit: ScreenVisit,
  { kind, keys, by }: BulkJob,
  errors: FieldErrors = {},
  fields?: Parameters,
): Promise<ScreenPage> {
  const { links, query } = visit;
  const { label, submit, consequences } = bulkWords[kind];
  const shown = await Promise.all(keys.slice(0, namesShown).map((key) => desk.find(key)));
  return {
    kind: 'page',
    title: `${label}: ${peopleText(keys.length)}`,
    breadcrumbs: [{ label: 'Users', href: links.to('/users') }],
    ...(Object.keys(errors).length === 0 ? {} : { status: 400 }),
    body: (
      <FormPage
        form={visit.form(path, { job: query.text('job') })}
        errors={errors}
        submit={submit}
        isDangerous={true}
        cancelHref={links.to('/users')}
        intro={
          <>
            <ul class="consequences">
              {consequences.map((text) => (
                <li key={text}>{text}</li>
              ))}
              <li>Each of them gets a mail that names you, where mails can go.</li>
              {keys.includes(by) && <li>You are among them, and will be skipped.</li>}
            </ul>
            <ul class="bulk-names">
              {shown.map(
                (person) =>
                  person !== undefined && (
                    <li key={person.userKey}>
                      <PersonName person={person} />
                    </li>
                  ),
              )}
            </ul>
            {keys.length > namesShown && <p>and {(keys.length - namesShown).toLocaleString('en')} more.</p>}
          </>
        }
      >
        {kind === 'exempt' && (
          <SelectField
            name="hours"
            label="For how long"
            value={fields?.text('hours') || usualHours}
            choices={exemptionChoices}
            error={errors.hours}
          />
        )}
        <ReasonFor value={fields?.text('reason', 255) ?? ''} error={errors.reason} />
        <TypedConfirmation expected={String(keys.length)} what="Number of people" error={errors[typedName]} />
      </FormPage>
    ),
  };
}

/** Done already, or chosen too long ago. */
function gone({ links }: ScreenVisit, id: string): ScreenAnswer {
  return { kind: 'redirect', to: links.to('/users/bulk/result', { job: id }) };
}

export function peopleText(count: number): string {
  return count === 1 ? '1 person' : `${count.toLocaleString('en')} people`;
}
