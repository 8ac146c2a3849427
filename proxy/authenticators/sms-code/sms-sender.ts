import { DeliveryError } from '../../notification/delivery-error.ts';

export interface SmsSender {
  /**
   * Hands one text message to a provider; never takes longer than the sender's time-out.
   *
   * @param number E.164.
   * @throws DeliveryError
   */
  send(number: string, text: string): Promise<void>;
}

export type ProviderRequest = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
};

/**
 * One POST within one time-out, the reading of the answer by `accept` included.
 *
 * @throws DeliveryError `unreachable` for 5xx and a broken connection, `rejected` for every other answer but 2xx.
 */
export async function postToProvider(
  { url, headers, body, timeoutMs }: ProviderRequest,
  accept: (answer: Response) => Promise<void> = async () => {},
): Promise<void> {
  const signal = AbortSignal.timeout(timeoutMs);
  let answer: Response | undefined;
  try {
    // A redirect would carry the code and the credentials to a server that nobody configured.
    answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    if (answer.status >= 500) throw new DeliveryError('unreachable', answer.status);
    if (!answer.ok) throw new DeliveryError('rejected', answer.status);
    await accept(answer);
  } catch (error) {
    if (signal.aborted) throw new DeliveryError('timeout');
    throw error instanceof DeliveryError ? error : new DeliveryError('unreachable', systemCode(error));
  } finally {
    // What is not read ends here: an answer without an end must not keep its connection.
    answer?.body?.cancel().catch(() => {});
  }
}

/** `fetch` hides the system's error in the cause of its own. */
function systemCode(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}
