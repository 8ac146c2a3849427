import type { ComponentChildren } from '../../../proxy/ui/index.ts';

/** By field name, what is wrong with it. */
export type FieldErrors = Readonly<Record<string, string | undefined>>;

type FormPageProps = {
  /** Where it goes, and the token that makes it ours: `visit.form(...)`. */
  readonly form: { readonly action: string; readonly token: string };
  readonly intro?: ComponentChildren;
  readonly errors?: FieldErrors;
  readonly submit: string;
  /** For what cannot be taken back. */
  readonly isDangerous?: boolean;
  readonly cancelHref: string;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly children?: ComponentChildren;
};

/** A form that changes something, on a page of its own. Errors come first, each with a link to its field. */
export function FormPage(props: FormPageProps) {
  const { form, intro, errors = {}, submit, isDangerous = false, cancelHref, hidden = {}, children } = props;
  return (
    <>
      <ErrorSummary errors={errors} />
      <form class="aui top-label form-page" method="post" action={form.action} data-submit-once="">
        <input type="hidden" name="token" value={form.token} />
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {intro && <div class="form-intro">{intro}</div>}
        {children}
        <div class="buttons">
          <button type="submit" class={`aui-button aui-button-${isDangerous ? 'danger' : 'primary'}`}>
            {submit}
          </button>
          <a class="aui-button aui-button-link" href={cancelHref}>
            Cancel
          </a>
        </div>
      </form>
    </>
  );
}

export function ErrorSummary({ errors }: { errors: FieldErrors }) {
  const wrong = Object.entries(errors).filter(([, text]) => text !== undefined);
  if (wrong.length === 0) return null;
  return (
    <div class="aui-message aui-message-error error-summary" role="alert">
      <p class="title">
        <strong>Nothing was changed. Please correct:</strong>
      </p>
      <ul>
        {wrong.map(([name, text]) => (
          <li key={name}>
            <a href={`#${name}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value?: string;
  readonly error?: string | undefined;
  readonly longest?: number;
  readonly type?: 'text' | 'datetime-local';
  /** Several lines. */
  readonly rows?: number;
  readonly isOptional?: boolean;
};

/** A labelled field with its hint and its error, both of which a screen reader reads with it. */
export function Field(props: FieldProps) {
  const { name, label, hint, value = '', error, longest = 200, type = 'text', rows, isOptional } = props;
  const described = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ');
  const shared = {
    class: 'text plain-text',
    id: name,
    name,
    maxLength: longest,
    autocomplete: 'off' as const,
    ...(error === undefined ? {} : { 'aria-invalid': 'true' as const }),
    ...(described === '' ? {} : { 'aria-describedby': described }),
  };
  return (
    <div class="field-group">
      <label htmlFor={name}>
        {label} {isOptional && <span class="optional">(optional)</span>}
      </label>
      {rows === undefined ? (
        type === 'text' ? (
          <input {...shared} type="text" value={value} />
        ) : (
          <input {...shared} type="datetime-local" value={value} />
        )
      ) : (
        <textarea {...shared} rows={rows}>
          {value}
        </textarea>
      )}
      {hint && (
        <div class="description" id={`${name}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <div class="error" id={`${name}-error`}>
          {error}
        </div>
      )}
    </div>
  );
}

type OneField = Pick<FieldProps, 'value' | 'error'> & { readonly name?: string; readonly label?: string };

/** Why somebody does what they do; it goes into the audit. Read with `readReason`. */
export function ReasonField({ name = 'reason', label = 'Reason', ...rest }: OneField) {
  const hint = 'It is kept in the audit, with your name.';
  return <Field name={name} label={label} hint={hint} longest={longestReason} {...rest} />;
}

export const longestReason = 255;

/** A point in time, in UTC. Read with `readDateTime`. */
export function DateTimeField({ name, label, ...rest }: OneField & { name: string; label: string }) {
  return <Field name={name} label={`${label} (UTC)`} type="datetime-local" {...rest} />;
}

type TypedProps = { readonly expected: string; readonly what: string; readonly error?: string | undefined };

/** Before something that cannot be taken back: whoever has to type it has read it. Checked with `isTyped`. */
export function TypedConfirmation({ expected, what, error }: TypedProps) {
  return (
    <div class="typed-confirmation">
      <p>
        Type <strong class="to-type">{expected}</strong> to confirm.
      </p>
      <Field name={typedName} label={what} error={error} />
    </div>
  );
}

export const typedName = 'typed';
