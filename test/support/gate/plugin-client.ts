import type { RawAnswer } from '../jira/raw-client.ts';
import { CookieClient } from '../jira/raw-client.ts';

type Described = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: boolean;
  /** What has to come back, and with which fields. */
  readonly success: readonly [status: number, ...fields: string[]];
  /** The errors that a generated client has a word for; any other is a surprise. */
  readonly errors: readonly number[];
};

const offer = ['conversationId', 'secret', 'url', 'userName'];

/** The operations under the names, and with the shapes, that Atlassian publishes for its plugin (9.6 of Bitbucket). */
const published = {
  authenticate: { method: 'POST', path: 'authenticate', success: [200, 'next'], errors: [401, 412] },
  getCaptchaData: {
    ...{ method: 'GET', path: 'authenticate/captcha', errors: [] },
    success: [200, 'captchaId', 'captchaImageUrl'],
  },
  verifyCode: { method: 'POST', path: 'authenticate/totp-code', success: [204], errors: [400, 401] },
  authenticateWithRecoveryCode: {
    ...{ method: 'POST', path: 'authenticate/recovery-code', success: [200, 'next'], errors: [400, 401] },
  },
  getElevatedPermissionStatus: {
    ...{ method: 'GET', path: 'elevate-permissions', query: true, success: [204], errors: [401] },
  },
  elevatePermissionsWithPassword: {
    ...{
      method: 'POST',
      path: 'elevate-permissions/password',
      query: true,
      success: [204],
      errors: [400, 403],
    },
  },
  elevatePermissionsWithTotp: {
    ...{ method: 'POST', path: 'elevate-permissions/totp', query: true, success: [204], errors: [400, 403] },
  },
  elevatePermissionsWithRecoveryCode: {
    ...{ method: 'POST', path: 'elevate-permissions/recovery-code', query: true, errors: [400, 403] },
    success: [200, 'recoveryCode'],
  },
  getSsoManagementStatus: {
    ...{ method: 'GET', path: 'sso-management-status', success: [200, 'isManaged'], errors: [401] },
  },
  getStatus: { method: 'GET', path: 'status', success: [200, 'twoSVActive', 'methods'], errors: [401] },
  startEnforcedEnrollment: {
    ...{ method: 'POST', path: 'totp/start-enforced-enrollment', success: [200, ...offer], errors: [400] },
  },
  completeEnforcedEnrollment: {
    ...{ method: 'POST', path: 'totp/complete-enforced-enrollment', errors: [400] },
    success: [200, 'recoveryCode'],
  },
  startVoluntaryEnrollment: {
    ...{
      method: 'POST',
      path: 'totp/start-voluntary-enrollment',
      success: [200, ...offer],
      errors: [400, 401],
    },
  },
  completeVoluntaryEnrollment: {
    ...{ method: 'POST', path: 'totp/complete-voluntary-enrollment', errors: [400, 401] },
    success: [200, ...offer],
  },
  startEnrollmentUpdate: {
    ...{ method: 'POST', path: 'totp/start-enrollment-update', success: [200, ...offer], errors: [400, 401] },
  },
  completeAuthenticationChange: {
    ...{ method: 'POST', path: 'totp/complete-enrollment-update', errors: [400, 401] },
    success: [200, ...offer],
  },
  rotateRecoverCode: {
    ...{
      method: 'POST',
      path: 'totp/recovery-code/rotate',
      success: [200, 'recoveryCode'],
      errors: [400, 401],
    },
  },
  unenroll: { method: 'DELETE', path: 'totp/unenroll', success: [204], errors: [400, 401] },
} as const satisfies Record<string, Described>;

export type PublishedName = keyof typeof published;
export const publishedNames = Object.keys(published) as PublishedName[];

/** As thrown by a generated client for an error that its description names. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(`${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}

/** Does what a client does that was generated from that description: no field, header or status beyond it. */
export class PluginClient {
  readonly cookies: CookieClient;

  constructor(gateUrl: string) {
    this.cookies = new CookieClient(gateUrl);
  }

  /** @throws ApiError for an error that is described, Error for a surprise */
  async call(name: PublishedName, body?: Record<string, unknown>): Promise<Record<string, string>> {
    const { method, path, success, errors, ...more }: Described = published[name];
    const query = more.query === true ? '?actionType=unlock-user-2sv-settings' : '';
    const answer = await this.cookies.ask(`/rest/tsv/latest/${path}${query}`, { method, json: body });
    const read = readBody(answer);
    if (errors.includes(answer.status)) throw new ApiError(answer.status, read);
    const [status, ...fields] = success;
    const missing = fields.filter((field) => read[field] === undefined);
    if (answer.status !== status || missing.length > 0) {
      throw new Error(`a surprise: ${name} answers ${answer.status} ${answer.text}`);
    }
    return read as Record<string, string>;
  }
}

function readBody(answer: RawAnswer): Record<string, unknown> {
  return answer.text === '' ? {} : (answer.json() as Record<string, unknown>);
}
