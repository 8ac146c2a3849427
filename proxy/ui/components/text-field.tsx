type Props = {
  name: string;
  label: string;
  hint?: string;
  value?: string;
  inputMode?: 'text' | 'tel';
  autocomplete?: 'off' | 'tel';
  maxLength: number;
  required?: boolean;
  focus?: boolean;
};

/** A labelled field for words of the person's own. */
export function TextField(props: Props) {
  const { name, label, hint, value, inputMode = 'text', autocomplete = 'off', maxLength } = props;
  const hintId = `${name}-hint`;
  return (
    <div class="field-group">
      <label htmlFor={name}>{label}</label>
      <input
        class="text plain-text"
        type="text"
        inputMode={inputMode}
        id={name}
        name={name}
        {...(value === undefined ? {} : { value })}
        autocomplete={autocomplete}
        maxLength={maxLength}
        required={props.required === true}
        autofocus={props.focus === true}
        {...(hint === undefined ? {} : { 'aria-describedby': hintId })}
      />
      {hint && (
        <div class="description" id={hintId}>
          {hint}
        </div>
      )}
    </div>
  );
}
