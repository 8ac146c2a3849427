import type { Authenticator } from '../authenticators/authenticator.ts';
import type { AttemptOutcome, ConversationService, RequestOrigin } from './conversation-service.ts';

export type Verified = { readonly method: string; readonly replacementCode: string | undefined };

/** Showing a factor that the person has. */
export class VerificationService {
  readonly #conversations: ConversationService;
  readonly #authenticators: ReadonlyMap<string, Authenticator>;

  constructor(conversations: ConversationService, authenticators: readonly Authenticator[]) {
    this.#conversations = conversations;
    this.#authenticators = new Map(authenticators.map((one) => [one.method, one]));
  }

  verify(
    id: string,
    method: string,
    input: string,
    origin: RequestOrigin,
  ): Promise<AttemptOutcome<Verified>> {
    const authenticator = this.#authenticators.get(method);
    if (authenticator === undefined) throw new Error(`no such method: ${method}`);
    const recovery = method === 'RECOVERY_CODE';
    return this.#conversations.attempt({
      id,
      step: 'VERIFICATION',
      origin,
      events: {
        right: recovery ? 'recovery_code.used' : 'factor.verified',
        wrong: recovery ? 'recovery_code.failed' : 'factor.failed',
      },
      check: async ({ person }) => {
        const result = await authenticator.verify(person.userKey, input);
        if (result.kind === 'wrong') return result;
        return { kind: 'right', value: { method, replacementCode: result.replacementCode } };
      },
    });
  }
}
