export type Choice = { readonly value: string; readonly label: string; readonly hint?: string };

type Props = {
  /** Of every box; the group's own id. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly error?: string | undefined;
};

/** Check boxes of one question: any of them. Read with `Parameters.choices`. */
export function CheckList(props: Props) {
  return <ChoiceList {...props} type="checkbox" />;
}

/** Radio buttons of one question: one of them. Read with `Parameters.choice`. */
export function RadioList({ chosen, ...rest }: Omit<Props, 'chosen'> & { chosen: string }) {
  return <ChoiceList {...rest} chosen={[chosen]} type="radio" />;
}

function ChoiceList({
  name,
  label,
  hint,
  choices,
  chosen,
  error,
  type,
}: Props & { type: 'checkbox' | 'radio' }) {
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  return (
    <fieldset
      class="choice-list"
      id={name}
      tabIndex={-1}
      {...(described === '' ? {} : { 'aria-describedby': described })}
    >
      <legend>{label}</legend>
      {hint && (
        <div class="description" id={`${name}-hint`}>
          {hint}
        </div>
      )}
      {choices.map((choice) => (
        <div key={choice.value} class="checkbox">
          <input
            class="checkbox"
            type={type}
            id={`${name}-${choice.value}`}
            name={name}
            value={choice.value}
            checked={chosen.includes(choice.value)}
            aria-describedby={choice.hint && `${name}-${choice.value}-hint`}
          />
          <label htmlFor={`${name}-${choice.value}`}>{choice.label}</label>
          {choice.hint && (
            <div class="description" id={`${name}-${choice.value}-hint`}>
              {choice.hint}
            </div>
          )}
        </div>
      ))}
      {error && (
        <div class="error" id={`${name}-error`}>
          {error}
        </div>
      )}
    </fieldset>
  );
}
