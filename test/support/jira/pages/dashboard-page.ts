import type { Exchange } from '../http/exchange.ts';
import { redirect, sendHtml } from '../http/send.ts';
import { personForPage } from '../security/guards.ts';
import { html } from './html.ts';
import { issueTable } from './issue-table.ts';
import { page } from './layout.ts';

export function startPage(exchange: Exchange): void {
  redirect(exchange, exchange.link(exchange.person ? '/secure/Dashboard.jspa' : '/login.jsp'));
}

export function dashboardPage(exchange: Exchange): void {
  const person = personForPage(exchange);
  if (!person) return;
  const issues = exchange.jira.issues.list();
  const mine = issues.filter((issue) => issue.assignee === person.key);
  const activity = issues
    .flatMap((issue) => issue.comments.map((comment) => ({ issue, comment })))
    .sort((a, b) => b.comment.createdAt - a.comment.createdAt)
    .slice(0, 5);
  const content = html`<h1>System Dashboard</h1>
<div class="gadgets">
<section class="card gadget"><h2>Introduction</h2><p>Welcome, <strong>${person.displayName}</strong>. This is a small model of Jira Data Center: a few issues, a profile, an administration page, the REST API that goes with them.</p></section>
<section class="card gadget"><h2>Assigned to me</h2>${mine.length > 0 ? issueTable(exchange, mine) : html`<p>You currently have no issues assigned to you. Enjoy your day!</p>`}</section>
<section class="card gadget"><h2>Activity stream</h2><ul class="activity">${activity.map(
    ({ issue, comment }) =>
      html`<li><strong>${exchange.jira.directory.findByKey(comment.author)?.displayName}</strong> commented on <a href="${exchange.link(`/browse/${issue.key}`)}">${issue.key}</a><blockquote>${comment.body}</blockquote></li>`,
  )}</ul></section>
<section class="card gadget"><h2>Issue count</h2><p data-issue-count="${exchange.link('/rest/api/2/search?jql=project%20%3D%20DEMO&maxResults=0')}">Counting…</p></section>
</div>`;
  sendHtml(exchange, 200, page(exchange, 'System Dashboard', content));
}
