type Props = {
  name: string;
  label: string;
  hint?: string;
  required?: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
};

export function CheckBox({ name, label, hint, required, invalid, describedBy }: Props) {
  const hintId = `${name}-hint`;
  return (
    <div class="checkbox">
      <input
        class="checkbox"
        type="checkbox"
        id={name}
        name={name}
        value="yes"
        required={required}
        autofocus={invalid}
        aria-invalid={invalid ? 'true' : undefined}
        aria-describedby={describedBy ?? (hint === undefined ? undefined : hintId)}
      />
      <label htmlFor={name}>{label}</label>
      {hint && (
        <div class="description" id={hintId}>
          {hint}
        </div>
      )}
    </div>
  );
}
