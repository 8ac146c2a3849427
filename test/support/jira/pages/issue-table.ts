import type { Exchange } from '../http/exchange.ts';
import type { Issue } from '../issues/issue-store.ts';
import { html, type Markup } from './html.ts';

export function issueTable(exchange: Exchange, issues: readonly Issue[]): Markup {
  return html`<table class="aui"><thead><tr><th>Key</th><th>Summary</th><th>Status</th></tr></thead><tbody>
${issues.map(
  (issue) =>
    html`<tr><td class="key"><a href="${exchange.link(`/browse/${issue.key}`)}">${issue.key}</a></td><td>${issue.summary}</td><td>${lozenge(issue)}</td></tr>`,
)}</tbody></table>`;
}

export function lozenge(issue: Issue): Markup {
  const kind = issue.status === 'Done' ? 'success' : issue.status === 'In Progress' ? 'current' : 'default';
  return html`<span class="aui-lozenge aui-lozenge-${kind}">${issue.status}</span>`;
}
