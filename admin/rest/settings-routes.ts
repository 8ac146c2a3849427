import type { SettingDescription } from '../../proxy/config/index.ts';
import { basicInUse, type CredentialUses } from '../../proxy/credential-uses/index.ts';
import { sendJson } from '../../proxy/http/send.ts';
import type { Clock } from '../../proxy/kernel/clock.ts';
import type { MailTest } from '../../proxy/notification/index.ts';
import type { ApiHandler } from '../../proxy/rest/index.ts';
import {
  readSettings,
  type SettingName,
  type SettingsBook,
  type SettingsDesk,
  type SettingsDocument,
  type SettingsOutcome,
  settingOrigin,
  settingVariables,
} from '../../proxy/site-settings/index.ts';
import type { AdminCaller, AdminCallers } from './admin-callers.ts';
import { Fault } from './fault.ts';
import { historyQuery } from './field-schema.ts';
import * as schema from './settings-schema.ts';

export type SettingsRouteParts = {
  readonly callers: AdminCallers;
  readonly book: SettingsBook;
  readonly desk: SettingsDesk;
  readonly uses: CredentialUses;
  readonly mailTest: MailTest;
  /** What the gate was started with, without secrets. */
  readonly environment: readonly SettingDescription[];
  readonly clock: Clock;
};

const usualPage = 20;
const settingNames = Object.keys(settingVariables) as readonly SettingName[];

/** What administrators set while the gates run, Basic authentication among it. */
export class SettingsRoutes {
  readonly #parts: SettingsRouteParts;

  constructor(parts: SettingsRouteParts) {
    this.#parts = parts;
  }

  readonly show: ApiHandler = async (_req, res, scope) => {
    const { callers, book, environment } = this.#parts;
    await callers.require(scope, false);
    const { version, document, values } = book.state;
    const sources = settingNames.map((name) => [name, settingOrigin(document, name, environment)]);
    sendJson(res, 200, {
      ...{ version, settings: document, environment },
      inForce: { ...values, auditRetention: document.auditRetention ?? {} },
      sources: Object.fromEntries(sources),
    });
  };

  /** The code is looked at last: what cannot be set uses none up. */
  readonly replace: ApiHandler = async (req, res, scope) => {
    const { settings, basedOn, comment, totpCode, sure } = schema.putSettingsRequest.parse(req.body);
    const { callers, desk } = this.#parts;
    const caller = await callers.require(scope, true);
    const reading = readSettings(settings);
    if (reading.kind === 'invalid') throw settingsFault(reading);
    this.#requireLatest(basedOn);
    if (sure !== true) await this.#requireBasicUnused(reading.document, caller);
    await caller.confirm(totpCode);
    const { document } = reading;
    const outcome = await desk.change({ basedOn, document, comment, ...doneBy(caller) });
    if (outcome.kind !== 'changed') throw settingsFault(outcome);
    return sendJson(res, 200, { version: outcome.version });
  };

  readonly history: ApiHandler = async (req, res, scope) => {
    const { limit = usualPage, before } = historyQuery.parse(req.query);
    await this.#parts.callers.require(scope, false);
    const found = await this.#parts.desk.history(limit + 1, before);
    const versions = found.slice(0, limit).map(({ version, at, actorName, comment, document }) => ({
      ...{ version, at: at.toISOString(), actorName, comment, settings: document },
    }));
    sendJson(res, 200, { versions, next: found.length > limit ? (versions.at(-1)?.version ?? null) : null });
  };

  readonly revert: ApiHandler = async (req, res, scope) => {
    const { callers, book, desk } = this.#parts;
    const wanted = schema.revertSettingsRequest.parse(req.body);
    const { version, basedOn = book.state.version, comment, totpCode, sure } = wanted;
    const caller = await callers.require(scope, true);
    const earlier = version === 0 ? {} : (await desk.find(version))?.document;
    if (earlier === undefined) throw settingsFault({ kind: 'unknown' });
    const reading = readSettings(earlier);
    if (reading.kind === 'invalid') throw settingsFault(reading);
    this.#requireLatest(basedOn);
    if (sure !== true) await this.#requireBasicUnused(reading.document, caller);
    await caller.confirm(totpCode);
    const outcome = await desk.revert(version, { basedOn, comment, ...doneBy(caller) });
    if (outcome.kind !== 'changed') throw settingsFault(outcome);
    return sendJson(res, 200, { version: outcome.version });
  };

  readonly testMail: ApiHandler = async (req, res, scope) => {
    const { totpCode } = schema.mailTestRequest.parse(req.body);
    const { callers, mailTest } = this.#parts;
    const caller = await callers.require(scope, true);
    const { principal, origin } = caller;
    if (!mailTest.isPossible) throw mailFault('not_configured');
    if (principal.email === '') throw mailFault('no_address');
    await caller.confirm(totpCode);
    const outcome = await mailTest.send(principal, origin);
    switch (outcome.kind) {
      case 'sent':
        return sendJson(res, 200, { sent: true, to: outcome.to, answer: '' });
      case 'failed':
        return sendJson(res, 200, { sent: false, to: principal.email, answer: outcome.answer });
      case 'not_configured':
      case 'no_address':
        throw mailFault(outcome.kind);
      default:
        return outcome satisfies never;
    }
  };

  /** What this gate knows by now; of two that come at once the database takes one. @throws Fault `conflict` */
  #requireLatest(basedOn: number): void {
    if (basedOn < this.#parts.book.state.version) throw settingsFault({ kind: 'outdated' });
  }

  /** Whoever switches it off should know what stops working. @throws Fault `basic_in_use` */
  async #requireBasicUnused({ basicAuth }: SettingsDocument, { principal }: AdminCaller): Promise<void> {
    const { book } = this.#parts;
    const change = { from: book.current.basicAuth.mode, to: (basicAuth ?? book.defaults.basicAuth).mode };
    const found = await basicInUse(this.#parts, change, principal.username);
    if (found === undefined) return;
    const own = found.own === undefined ? '' : `, your own last ${found.own.toISOString()}`;
    const message = `Names that came by Basic in the last 30 days: ${found.names}${own}. Send sure: true.`;
    throw new Fault(409, 'basic_in_use', message);
  }
}

function doneBy({ principal: { userKey, username }, origin: { address, requestId } }: AdminCaller) {
  return { actor: { userKey, username }, address, requestId };
}

function mailFault(kind: 'not_configured' | 'no_address'): Fault {
  return kind === 'not_configured'
    ? new Fault(409, 'no_mail_server', 'No mail server is configured: SMTP_URL and MAIL_FROM.')
    : new Fault(409, 'no_address', 'Jira has no mail address for you.');
}

function settingsFault(
  outcome: Exclude<SettingsOutcome, { kind: 'changed' }> | { readonly kind: 'unknown' },
): Fault {
  switch (outcome.kind) {
    case 'invalid': {
      const problems = outcome.problems.map(({ path, message }) => `${path}: ${message}`);
      return new Fault(400, 'invalid_settings', problems.join('; '));
    }
    case 'outdated':
      return new Fault(409, 'conflict', 'Somebody else changed the settings meanwhile.');
    case 'unknown':
      return new Fault(404, 'unknown_version', 'There is no such version.');
    default:
      return outcome satisfies never;
  }
}
