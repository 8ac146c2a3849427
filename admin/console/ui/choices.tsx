import type { ComponentChildren } from '../../../proxy/ui/index.ts';

type Props = {
  readonly name: string;
  readonly legend: string;
  readonly value: string;
  readonly choices: readonly {
    readonly value: string;
    readonly label: ComponentChildren;
    readonly hint?: string | undefined;
  }[];
  readonly error?: string | undefined;
};

/** One of a few, each with a line that says what it means. */
export function Choices({ name, legend, value, choices, error }: Props) {
  const errorId = `${name}-error`;
  return (
    <fieldset class="choices" id={name} {...(error === undefined ? {} : { 'aria-describedby': errorId })}>
      <legend>{legend}</legend>
      {choices.map((choice, at) => (
        <div key={choice.value} class="choice">
          <input
            class="radio"
            type="radio"
            id={`${name}-${at}`}
            name={name}
            value={choice.value}
            checked={choice.value === value}
            {...(choice.hint === undefined ? {} : { 'aria-describedby': `${name}-${at}-hint` })}
          />
          <label htmlFor={`${name}-${at}`}>{choice.label}</label>
          {choice.hint !== undefined && (
            <div class="description" id={`${name}-${at}-hint`}>
              {choice.hint}
            </div>
          )}
        </div>
      ))}
      {error && (
        <div class="error" id={errorId}>
          {error}
        </div>
      )}
    </fieldset>
  );
}
