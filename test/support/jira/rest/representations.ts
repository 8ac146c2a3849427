import type { Exchange } from '../http/exchange.ts';
import type { Attachment } from '../issues/attachment-store.ts';
import type { Comment, Issue } from '../issues/issue-store.ts';
import type { LoginHistory } from '../people/directory.ts';
import type { Person } from '../people/person.ts';

/** `2026-01-01T10:00:00.000+0000`, as Jira writes times. */
export function jiraTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '+0000');
}

function avatarUrls(exchange: Exchange, person: Person): Record<string, string> {
  const url = exchange.absoluteLink(`/secure/useravatar?ownerId=${encodeURIComponent(person.key)}`);
  return { '48x48': url, '24x24': url, '16x16': url, '32x32': url };
}

export function userBean(exchange: Exchange, person: Person): Record<string, unknown> {
  return {
    self: exchange.absoluteLink(`/rest/api/2/user?username=${encodeURIComponent(person.username)}`),
    key: person.key,
    name: person.username,
    emailAddress: person.email,
    avatarUrls: avatarUrls(exchange, person),
    displayName: person.displayName,
    active: person.active,
    deleted: false,
    timeZone: 'Etc/UTC',
    locale: person.locale,
  };
}

/** With the number of groups and roles, and what they are where `expand` asks for it. */
export function fullUserBean(exchange: Exchange, person: Person): Record<string, unknown> {
  const expanded = (exchange.query.get('expand') ?? '').split(',').map((name) => name.trim());
  const groups = person.groups.map((name) => ({
    name,
    self: exchange.absoluteLink(`/rest/api/2/group?groupname=${encodeURIComponent(name)}`),
  }));
  const roles = person.groups.includes('jira-software-users')
    ? [{ key: 'jira-software', name: 'Jira Software' }]
    : [];
  return {
    ...userBean(exchange, person),
    groups: { size: groups.length, items: expanded.includes('groups') ? groups : [] },
    applicationRoles: { size: roles.length, items: expanded.includes('applicationRoles') ? roles : [] },
    expand: 'groups,applicationRoles',
  };
}

export function loginInfo(history: LoginHistory): Record<string, unknown> {
  return {
    failedLoginCount: history.failedInTotal,
    loginCount: history.loginCount,
    ...(history.lastFailedLoginAt !== undefined && {
      lastFailedLoginTime: jiraTime(history.lastFailedLoginAt),
    }),
    ...(history.previousLoginAt !== undefined && { previousLoginTime: jiraTime(history.previousLoginAt) }),
  };
}

function personOf(exchange: Exchange, key: string | null): Record<string, unknown> | null {
  const person = key === null ? undefined : exchange.jira.directory.findByKey(key);
  return person ? userBean(exchange, person) : null;
}

export function commentBean(exchange: Exchange, issue: Issue, comment: Comment): Record<string, unknown> {
  return {
    self: exchange.absoluteLink(`/rest/api/2/issue/${issue.id}/comment/${comment.id}`),
    id: comment.id,
    author: personOf(exchange, comment.author),
    body: comment.body,
    created: jiraTime(comment.createdAt),
    updated: jiraTime(comment.createdAt),
  };
}

export function attachmentBean(exchange: Exchange, attachment: Attachment): Record<string, unknown> {
  const { id, name } = attachment;
  return {
    self: exchange.absoluteLink(`/rest/api/2/attachment/${id}`),
    id,
    filename: name,
    author: personOf(exchange, attachment.author),
    created: jiraTime(attachment.createdAt),
    size: attachment.size,
    mimeType: attachment.type,
    content: exchange.absoluteLink(`/secure/attachment/${id}/${encodeURIComponent(name.toWellFormed())}`),
    sha256: attachment.sha256,
  };
}

export function issueBean(exchange: Exchange, issue: Issue): Record<string, unknown> {
  const comments = issue.comments.map((comment) => commentBean(exchange, issue, comment));
  return {
    expand: 'renderedFields,names,schema',
    id: issue.id,
    self: exchange.absoluteLink(`/rest/api/2/issue/${issue.id}`),
    key: issue.key,
    fields: {
      summary: issue.summary,
      description: issue.description,
      issuetype: { name: issue.type },
      project: { key: 'DEMO', name: 'Demonstration' },
      status: { name: issue.status },
      reporter: personOf(exchange, issue.reporter),
      assignee: personOf(exchange, issue.assignee),
      created: jiraTime(issue.createdAt),
      comment: { comments, total: comments.length, startAt: 0, maxResults: comments.length },
      attachment: exchange.jira.attachments.listOf(issue.key).map((file) => attachmentBean(exchange, file)),
    },
  };
}
