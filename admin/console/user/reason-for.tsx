import { Field } from '../ui/index.ts';
import { reasonLimits } from './outcome-words.ts';

/** Why somebody is helped. */
export function ReasonFor({ value, error }: { value: string; error: string | undefined }) {
  return (
    <Field
      name="reason"
      label="Reason"
      hint="How you know that it is them, or a ticket. It is kept in the audit with your name, and not mailed."
      longest={reasonLimits.longest}
      value={value}
      error={error}
    />
  );
}
