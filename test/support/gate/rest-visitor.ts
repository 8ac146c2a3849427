import type { ReplyOf, RequestOf } from '../../../proxy/rest/operations.ts';
import { CookieClient, type RawAnswer } from '../jira/raw-client.ts';

/** A program that logs in by `/rest/tsv/1.0`. */
export class RestVisitor {
  readonly client: CookieClient;

  constructor(gateUrl: string) {
    this.client = new CookieClient(gateUrl);
  }

  post(operation: string, json: unknown): Promise<RawAnswer> {
    return this.client.ask(`/rest/tsv/1.0/${operation}`, { json });
  }

  /** The password; answers the id of the conversation that it begins. */
  async begin(username: string, password = `${username}-password`): Promise<string> {
    const credentials: RequestOf<'authenticate'> = { username, password };
    const answer = await this.post('authenticate', credentials);
    if (answer.status !== 412) throw new Error(`nothing is owed: ${answer.status} ${answer.text}`);
    return (answer.json() as ReplyOf<'authenticate', 412>).conversationId;
  }

  sendCode(conversationId: string, totpCode: unknown): Promise<RawAnswer> {
    return this.post('authenticate/totp-code', { conversationId, totpCode });
  }

  sendRecoveryCode(conversationId: string, recoveryCode: unknown): Promise<RawAnswer> {
    return this.post('authenticate/recovery-code', { conversationId, recoveryCode });
  }

  async startSetup(conversationId: string): Promise<string> {
    const answer = await this.post('totp/start-enforced-enrollment', { conversationId });
    return (answer.json() as ReplyOf<'startEnforcedEnrollment', 200>).secret;
  }

  confirmSetup(conversationId: string, totpCode: unknown): Promise<RawAnswer> {
    return this.post('totp/complete-enforced-enrollment', { conversationId, totpCode });
  }
}
