type Props = { readonly error?: string | undefined };

/** The administrator's own code, on the form of what it confirms. */
export function OwnCodeField({ error }: Props) {
  return (
    <div class="field-group">
      <label htmlFor={ownCodeName}>Your own code</label>
      <input
        class="text one-time-code"
        type="text"
        id={ownCodeName}
        name={ownCodeName}
        inputMode="numeric"
        autocomplete="one-time-code"
        autocapitalize="off"
        autocorrect="off"
        spellcheck={false}
        maxLength={64}
        {...(error === undefined ? {} : { 'aria-invalid': 'true' as const })}
        aria-describedby={
          error === undefined ? `${ownCodeName}-hint` : `${ownCodeName}-hint ${ownCodeName}-error`
        }
      />
      <div class="description" id={`${ownCodeName}-hint`}>
        From your authenticator app: it confirms that this is you.
      </div>
      {error && (
        <div class="error" id={`${ownCodeName}-error`}>
          {error}
        </div>
      )}
    </div>
  );
}

export const ownCodeName = 'code';
