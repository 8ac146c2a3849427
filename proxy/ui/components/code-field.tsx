import type { Message } from '../page-frame.ts';
import { messageId } from './message-box.tsx';

type Props = {
  kind: 'one-time-code' | 'recovery-code';
  name: string;
  label: string;
  hint: string;
  message?: Message | undefined;
  /** Put the cursor here at once: on pages that are about this field, or when it has to be corrected. */
  focus: boolean;
};

/** Generous, so that a code pasted with blanks or a line break arrives whole. The server takes the blanks out. */
const longestInput = 64;

/** What the keyboard of a phone, its autofill and a password manager need to know. */
const inputTraits = {
  'one-time-code': { inputMode: 'numeric', autocomplete: 'one-time-code', autocapitalize: 'off' },
  'recovery-code': { inputMode: 'text', autocomplete: 'off', autocapitalize: 'characters' },
} as const;

/** The one labelled field of a page. A message of the page describes it, so that it is read out together with the label. */
export function CodeField({ kind, name, label, hint, message, focus }: Props) {
  const hintId = `${name}-hint`;
  return (
    <div class="field-group">
      <label htmlFor={name}>{label}</label>
      <input
        class={`text ${kind}`}
        type="text"
        id={name}
        name={name}
        {...inputTraits[kind]}
        autocorrect="off"
        spellcheck={false}
        maxLength={longestInput}
        required
        autofocus={focus}
        aria-invalid={message?.kind === 'error' ? 'true' : undefined}
        aria-describedby={message ? `${messageId} ${hintId}` : hintId}
      />
      <div class="description" id={hintId}>
        {hint}
      </div>
    </div>
  );
}
