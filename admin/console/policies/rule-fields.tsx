import type { ComponentChildren } from '../../../proxy/ui/index.ts';
import { CheckList, DateTimeField, Field, type FieldErrors, RadioList, SelectField } from '../ui/index.ts';
import {
  guardOptions,
  loginChoices,
  modeChoices,
  pathChoices,
  withFactorOptions,
  withoutFactorOptions,
} from './choices.ts';
import { longestList, type RuleForm } from './rule-form.ts';

export type SiteMethod = { readonly method: string; readonly name: string };

type Props = { readonly form: RuleForm; readonly errors: FieldErrors };

export function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return (
    <section class="form-part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

export function RuleFields(props: Props & { methods: readonly SiteMethod[]; isDefault: boolean }) {
  const { form, errors, isDefault } = props;
  return (
    <>
      <Part id="part-rule" title="Rule">
        {!isDefault && <Field name="name" label="Name" value={form.name} error={errors.name} longest={100} />}
        <RadioList name="mode" label="Mode" choices={modeChoices} chosen={form.mode} error={errors.mode} />
      </Part>
      {!isDefault && <MatchFields {...props} />}
      <OutcomeFields {...props} />
      <FurtherFields {...props} />
      <GuardFields {...props} />
      {!isDefault && <WaveFields {...props} />}
    </>
  );
}

function MatchFields({ form, errors }: Props) {
  const list = { rows: 3, longest: longestList, isOptional: true };
  return (
    <Part id="part-match" title="Applies to">
      <p class="description">
        All that is given must match, and of each list any entry. Where nothing is given, it is everybody,
        everywhere.
      </p>
      <Field
        {...list}
        name="groups"
        label="Groups"
        hint="One per line, as in Jira."
        value={form.groups}
        error={errors.groups}
      />
      <Field
        {...list}
        name="users"
        label="Users"
        hint="User names or keys, one per line."
        value={form.users}
        error={errors.users}
      />
      <Field
        {...list}
        name="networks"
        label="Networks"
        hint="Named networks, addresses, CIDR ranges or first-last, one per line."
        value={form.networks}
        error={errors.networks}
      />
      <CheckList
        name="paths"
        label="Places"
        hint="None: all of them. A rule that asks for less at some places is a risk: what somebody reaches there without a second factor, somebody with a stolen password reaches too. It counts only where an address can mean one thing."
        choices={pathChoices}
        chosen={form.paths}
        error={errors.paths}
      />
      <CheckList
        name="logins"
        label="Logins"
        hint="How the session came about. None: whichever way."
        choices={loginChoices}
        chosen={form.logins}
        error={errors.logins}
      />
    </Part>
  );
}

function OutcomeFields({ form, errors }: Props) {
  return (
    <Part id="part-outcome" title="What is wanted">
      <SelectField
        name="with-factor"
        label="Whoever has a factor"
        value={form.withFactor}
        choices={withFactorOptions}
        error={errors['with-factor']}
      />
      <SelectField
        name="without-factor"
        label="Whoever has none"
        value={form.withoutFactor}
        choices={withoutFactorOptions}
        error={errors['without-factor']}
      />
      <Field
        name="grace-days"
        label="Days to set one up"
        hint="Counted for each person from when they were first told, and never begun twice."
        value={form.graceDays}
        error={errors['grace-days']}
        longest={10}
        isOptional={true}
      />
      <DateTimeField
        name="grace-until"
        label="Until, at the latest"
        value={form.graceUntil}
        error={errors['grace-until']}
      />
      <p class="description">
        Days and date count only where whoever has none has time to set one up. The earlier end counts.
      </p>
    </Part>
  );
}

function FurtherFields({ form, errors, methods }: Props & { methods: readonly SiteMethod[] }) {
  return (
    <Part id="part-further" title="Methods and remembered browsers">
      <CheckList
        name="methods"
        label="Methods that count"
        hint="None: all that the site has. Whoever has only others is led to add one of these."
        choices={methods.map(({ method, name }) => ({ value: method, label: name }))}
        chosen={form.methods}
        error={errors.methods}
      />
      <Field
        name="remember-days"
        label="Remember browsers for so many days at most"
        hint="Nothing: as long as the site’s setting says. 0: not at all."
        value={form.rememberDays}
        error={errors['remember-days']}
        longest={10}
        isOptional={true}
      />
    </Part>
  );
}

function GuardFields({ form, errors }: Props) {
  return (
    <Part id="part-guard" title="Before the first factor is set up">
      <CheckList
        name="guards"
        label="One of these must be there"
        hint="Else whoever knows the password could set up a factor of their own. None: the password is enough."
        choices={guardOptions}
        chosen={form.guards}
        error={errors.guards}
      />
      <Field
        name="guard-networks"
        label="Networks for the setup"
        hint="Named networks or ranges, one per line."
        value={form.guardNetworks}
        error={errors['guard-networks']}
        rows={2}
        longest={longestList}
        isOptional={true}
      />
    </Part>
  );
}

function WaveFields({ form, errors }: Props) {
  const boxes = [
    { value: 'wave', label: 'It is a wave of a roll-out', isOn: form.isWave },
    { value: 'paused', label: 'Paused: it does not count for now', isOn: form.isPaused },
    { value: 'mails', label: 'Tell people by mail, and remind them', isOn: form.sendsMails },
  ];
  return (
    <Part id="part-wave" title="Wave">
      <p class="description">The rule counts from a moment on.</p>
      {boxes.map(({ value, label, isOn }) => (
        <div key={value} class="checkbox">
          <input class="checkbox" type="checkbox" id={value} name={value} value="yes" checked={isOn} />
          <label htmlFor={value}>{label}</label>
        </div>
      ))}
      <DateTimeField name="starts-at" label="Starts" value={form.startsAt} error={errors['starts-at']} />
    </Part>
  );
}
