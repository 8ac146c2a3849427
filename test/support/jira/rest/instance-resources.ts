import type { Exchange } from '../http/exchange.ts';
import { type Route, route } from '../http/router.ts';
import { sendJson } from '../http/send.ts';
import { versionNumbers } from '../options.ts';
import { personForRest } from '../security/guards.ts';
import { jiraTime } from './representations.ts';

/** What the instance says about itself, and what pages load in passing. */
export const instanceRoutes: readonly Route[] = [
  route('GET', '/rest/api/{2|latest}/serverInfo', serverInfo),
  route('GET', '/rest/api/{2|latest}/dashboard', dashboards),
  route('GET', '/rest/applinks/{1.0|latest}/manifest', manifest),
  route('POST', '/rest/webResources/{1.0|latest}/resources', (exchange) =>
    sendJson(exchange, 200, { resources: [], unparsedData: {}, unparsedErrors: {} }),
  ),
  route('POST', '/rest/analytics/{1.0|latest}/publish/bulk', (exchange) => sendJson(exchange, 200, {})),
];

function serverInfo(exchange: Exchange): void {
  if (exchange.unknownToken && !personForRest(exchange)) return;
  const { settings } = exchange.jira;
  const numbers = versionNumbers(settings);
  const [major, minor, patch] = numbers;
  const buildNumber = major * 100_000 + minor * 1000 + patch;
  sendJson(exchange, 200, {
    baseUrl: exchange.absoluteLink(''),
    version: numbers.join('.'),
    versionNumbers: numbers,
    deploymentType: 'Server',
    buildNumber,
    buildDate: '2026-01-12T00:00:00.000+0000',
    databaseBuildNumber: buildNumber,
    serverTime: jiraTime(settings.clock()),
    scmInfo: '0123456789abcdef0123456789abcdef01234567',
    serverTitle: 'Stand-in Jira',
  });
}

function dashboards(exchange: Exchange): void {
  const dashboard = {
    id: '10000',
    name: 'System Dashboard',
    view: exchange.absoluteLink('/secure/Dashboard.jspa'),
  };
  sendJson(exchange, 200, { startAt: 0, maxResults: 20, total: 1, dashboards: [dashboard] });
}

function manifest(exchange: Exchange): void {
  sendJson(exchange, 200, {
    id: '6e0f3a0c-5d2e-3c0b-9a51-7f4f6f5f0001',
    name: 'Stand-in Jira',
    typeId: 'jira',
    version: versionNumbers(exchange.jira.settings).join('.'),
    url: exchange.absoluteLink(''),
    publicSignup: false,
  });
}
