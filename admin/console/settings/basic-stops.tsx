import { type BasicInUse, basicInUse, type CredentialUses } from '../../../proxy/credential-uses/index.ts';
import type { Clock } from '../../../proxy/kernel/clock.ts';
import type { SettingsBook } from '../../../proxy/site-settings/index.ts';
import { CheckBox, type Message } from '../../../proxy/ui/index.ts';

export type BasicStopsParts = {
  readonly book: SettingsBook;
  readonly uses: CredentialUses;
  readonly clock: Clock;
};

/** Whoever switches Basic off should know what stops working: their own scripts first of all. */
export async function warningBeforeBlock(
  to: 'block' | 'allow',
  username: string,
  parts: BasicStopsParts,
): Promise<Message | undefined> {
  const found = await basicInUse(parts, { from: parts.book.current.basicAuth.mode, to }, username);
  return found && warningOf(found);
}

function warningOf({ own, names }: BasicInUse): Message {
  const hint =
    names === 1
      ? 'One name came by Basic in the last 30 days.'
      : `${names} names came by Basic in the last 30 days.`;
  if (own === undefined) return { kind: 'warning', text: 'Basic authentication is in use.', hint };
  const when = own.toISOString().slice(0, 16).replace('T', ' ');
  return { kind: 'warning', text: `Scripts of your own use it: the last time ${when} UTC.`, hint };
}

/** What goes on in spite of the warning. */
export function SureBox() {
  return <CheckBox name="sure" label="Switch it off all the same" />;
}
