import type { Exchange } from '../http/exchange.ts';
import { xsrfToken } from '../security/xsrf.ts';
import { html, type Markup } from './html.ts';

export const RESOURCES = '/s/d41d8cd98f/910000/1dlckms/_/download/resources/stand-in';

/** A whole page with header bar and user menu, and the hidden marks by which scripts tell who is logged in. */
export function page(exchange: Exchange, title: string, content: Markup): string {
  const username = exchange.person?.username ?? '';
  const link = (path: string) => exchange.link(path);
  const document = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="application-name" content="JIRA" data-name="jira">
<meta name="ajs-remote-user" content="${username}">
<meta name="ajs-context-path" content="${link('')}">
<meta id="atlassian-token" name="atlassian-token" content="${xsrfToken(exchange)}">
<title>${title} - Stand-in Jira</title>
<link rel="icon" href="${link('/favicon.ico')}">
<link rel="stylesheet" href="${link(`${RESOURCES}/style.css`)}">
<script defer src="${link(`${RESOURCES}/page.js`)}"></script>
</head>
<body id="jira" class="aui-layout aui-theme-default">
<input type="hidden" title="loggedInUser" value="${username}">
<header id="header"><nav class="aui-header" aria-label="Site">
<a class="aui-header-logo" href="${link('/secure/Dashboard.jspa')}"><img src="${link('/images/logo.svg')}" alt="" width="24" height="24"> Stand-in Jira</a>
${exchange.person ? navigation(exchange) : ''}
<div class="aui-header-secondary">${exchange.person ? userMenu(exchange) : html`<a class="login-link" href="${link('/login.jsp')}">Log in</a>`}</div>
</nav></header>
<main id="content" class="aui-page-panel">
${content}
</main>
<footer id="footer">Stand-in Jira, a stage set for trying things out. Nothing here is real.</footer>
</body>
</html>`;
  return document.text;
}

function navigation(exchange: Exchange): Markup {
  return html`<ul class="aui-nav">
<li><a href="${exchange.link('/secure/Dashboard.jspa')}">Dashboards</a></li>
<li><a href="${exchange.link('/browse/DEMO-1')}">Projects</a></li>
<li><a href="${exchange.link('/issues/?jql=project%20%3D%20DEMO')}">Issues</a></li>
</ul>`;
}

function userMenu(exchange: Exchange): Markup {
  const { person } = exchange;
  if (!person) return html``;
  const link = (path: string) => exchange.link(path);
  const token = encodeURIComponent(xsrfToken(exchange));
  return html`<details class="user-menu">
<summary id="header-details-user-fullname" aria-label="User menu for ${person.displayName}"><img src="${link(`/secure/useravatar?ownerId=${encodeURIComponent(person.key)}`)}" alt="" width="24" height="24"> <span>${person.displayName}</span></summary>
<ul>
<li><a id="view_profile" href="${link('/secure/ViewProfile.jspa')}">Profile</a></li>
${person.isAdmin && html`<li><a id="admin_menu" href="${link('/secure/admin/ViewApplicationProperties.jspa')}">Administration</a></li>`}
<li><a id="log_out" href="${link(`/logout?atl_token=${token}`)}">Log out</a></li>
</ul>
</details>`;
}
