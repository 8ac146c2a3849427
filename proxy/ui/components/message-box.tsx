import type { Message } from '../page-frame.ts';
import { Icon } from './icon.tsx';

export const messageId = 'page-message';

type Props = {
  message: Message;
  note?: string | undefined;
  /** Whether fields may refer to it; a page has one such message at most. */
  named?: boolean;
};

/** AUI's message. Errors and warnings interrupt a screen reader; the rest waits for its turn. */
export function MessageBox({ message, note, named = true }: Props) {
  const urgent = message.kind === 'error' || message.kind === 'warning';
  return (
    <div
      {...(named ? { id: messageId } : {})}
      class={`aui-message aui-message-${message.kind}`}
      role={urgent ? 'alert' : 'status'}
    >
      <Icon name={message.kind} />
      <p class="title">
        <strong>{message.text}</strong>
      </p>
      {message.hint && <p>{message.hint}</p>}
      {note && <p>{note}</p>}
    </div>
  );
}
