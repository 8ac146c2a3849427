import type { Exchange } from '../http/exchange.ts';
import type { PathValues } from '../http/router.ts';
import { redirect, sendHtml } from '../http/send.ts';
import type { Issue } from '../issues/issue-store.ts';
import { personForPage } from '../security/guards.ts';
import { passesActionXsrf, xsrfToken } from '../security/xsrf.ts';
import { html, type Markup } from './html.ts';
import { issueTable, lozenge } from './issue-table.ts';
import { page } from './layout.ts';
import { messagePage } from './message-page.ts';

/** `/browse/DEMO-1` */
export function issuePage(exchange: Exchange, values: PathValues): void {
  if (!personForPage(exchange)) return;
  const issue = exchange.jira.issues.find(values.key ?? '');
  if (!issue) {
    const text = "The issue you're trying to view can't be found. It may have been deleted or moved.";
    sendHtml(exchange, 404, messagePage(exchange, 'Issue not found', text));
    return;
  }
  const title = `[${issue.key}] ${issue.summary}`;
  const content = html`<p class="breadcrumb"><a href="${exchange.link('/issues/?jql=project%20%3D%20DEMO')}">Demonstration</a> / ${issue.key}</p>
<h1 id="summary-val">${issue.summary}</h1>
<div class="issue-columns"><div>
<section class="card"><h2>Description</h2><p>${issue.description}</p></section>
${attachments(exchange, issue)}
${comments(exchange, issue)}
</div><aside>${details(exchange, issue)}</aside></div>`;
  sendHtml(exchange, 200, page(exchange, title, content), { etag: true, cacheControl: 'private, no-cache' });
}

function details(exchange: Exchange, issue: Issue): Markup {
  const name = (key: string | null) =>
    (key === null ? undefined : exchange.jira.directory.findByKey(key)?.displayName) ?? 'Unassigned';
  return html`<section class="card"><h2>Details</h2><dl>
<dt>Type</dt><dd>${issue.type}</dd><dt>Status</dt><dd>${lozenge(issue)}</dd>
<dt>Assignee</dt><dd>${name(issue.assignee)}</dd><dt>Reporter</dt><dd>${name(issue.reporter)}</dd></dl></section>`;
}

function attachments(exchange: Exchange, issue: Issue): Markup {
  const files = exchange.jira.attachments.listOf(issue.key);
  const entries = files.map(
    (file) =>
      html`<li><a href="${exchange.link(`/secure/attachment/${file.id}/${encodeURIComponent(file.name)}`)}">${file.name}</a> <span class="muted">${file.size} bytes</span></li>`,
  );
  return html`<section class="card" id="attachmentmodule"><h2>Attachments</h2>
${entries.length > 0 ? html`<ul class="attachments">${entries}</ul>` : html`<p class="muted">No files yet.</p>`}
<form class="aui upload" data-upload="${exchange.link(`/rest/api/2/issue/${issue.key}/attachments`)}"><input type="file" name="file" aria-label="File" required> <button class="aui-button" type="submit">Attach</button></form></section>`;
}

function comments(exchange: Exchange, issue: Issue): Markup {
  const entries = issue.comments.map((comment) => {
    const author = exchange.jira.directory.findByKey(comment.author);
    const at = new Date(comment.createdAt).toISOString().slice(0, 16).replace('T', ' ');
    return html`<li class="activity-comment"><p><strong>${author?.displayName}</strong> <span class="muted">${at}</span></p><p>${comment.body}</p></li>`;
  });
  return html`<section class="card" id="activitymodule"><h2>Comments</h2><ul class="comments">${entries}</ul>
<form class="aui" id="issue-comment-add" action="${exchange.link('/secure/AddComment.jspa')}" method="post">
<input type="hidden" name="atl_token" value="${xsrfToken(exchange)}"><input type="hidden" name="key" value="${issue.key}">
<label for="comment">Add a comment</label><textarea id="comment" name="comment" rows="3" required></textarea>
<button class="aui-button aui-button-primary" id="issue-comment-add-submit" type="submit">Add</button></form></section>`;
}

/** `AddComment.jspa`, by any method and on any path, as actions are. */
export function addCommentAction(exchange: Exchange): void {
  const person = personForPage(exchange);
  if (!person || !passesActionXsrf(exchange)) return;
  const issue = exchange.jira.issues.find(
    exchange.parameters.get('key') ?? exchange.parameters.get('id') ?? '',
  );
  const body = exchange.parameters.get('comment') ?? '';
  if (!issue || body === '') {
    sendHtml(
      exchange,
      400,
      messagePage(exchange, 'Add comment', 'There is no such issue, or nothing to add.'),
    );
    return;
  }
  exchange.jira.issues.addComment(issue, person.key, body);
  redirect(exchange, exchange.link(`/browse/${issue.key}`));
}

/** `/issues/?jql=` */
export function issueNavigatorPage(exchange: Exchange): void {
  if (!personForPage(exchange)) return;
  const jql = exchange.query.get('jql') ?? '';
  const content = html`<h1>Search</h1><form class="aui search" action="${exchange.link('/issues/')}"><input class="text" name="jql" aria-label="JQL" value="${jql}"> <button class="aui-button" type="submit">Search</button></form>
<section class="card">${issueTable(exchange, exchange.jira.issues.search(jql))}</section>`;
  sendHtml(exchange, 200, page(exchange, 'Issue Navigator', content));
}
