import { describe, expect, it } from 'vitest';
import { pathFacts } from '../../../proxy/gate/index.ts';
import { readTarget } from '../../../proxy/http/request-scope.ts';

const factsOf = (target: string, method = 'GET', contextPath = '') =>
  pathFacts({ method, ...readTarget(target, contextPath) });

describe('where a request leads', () => {
  it.each([
    ['/secure/Dashboard.jspa', 'pages'],
    ['/browse/DEMO-1', 'pages'],
    ['/rest/api/2/issue/DEMO-1', 'rest'],
    ['/rest/api/2/myself', 'rest'],
    ['/rest/tsv/1.0/totp/unenroll', 'pages'],
    ['/rest/tsv/1.0/totp/unenroll/user/alice', 'administration'],
    ['/servicedesk/customer/portal/1', 'portal'],
    ['/secure/admin/ViewLogging.jspa', 'administration'],
    ['/secure/ViewUser.jspa', 'administration'],
    ['/secure/ViewUser!default.jspa', 'administration'],
    ['/images/UserBrowser.jspa', 'administration'],
    ['/rest/plugins/1.0/', 'administration'],
    ['/s/x/_/secure/admin/ViewLogging.jspa', 'administration'],
    ['/rest/api/2/user/search?username=.', 'user_export'],
    ['/rest/api/latest/group/member?groupname=x', 'user_export'],
    ['/secure/ViewProfile.jspa', 'pages'],
    ['/secure/ViewProfile.jspa?selectedTab=com.atlassian.pats:personal-access-tokens', 'tokens'],
  ])('%s is %s', (target, expected) => {
    expect(factsOf(target).path).toBe(expected);
    expect(factsOf(target).possiblePaths).toContain(expected);
  });

  it.each([
    ['POST', '/rest/api/2/user'],
    ['DELETE', '/rest/api/latest/user?username=bob'],
    ['PUT', '/rest/api/2/user/password?username=bob'],
    ['POST', '/rest/api/2/group/user?groupname=jira-administrators'],
    ['POST', '/s/x/_/rest/api/2/group/user?groupname=jira-administrators'],
    ['PUT', '/rest/api/2/permissionscheme/1'],
  ])('takes it for administration to give accounts and rights by REST: %s %s', (method, target) => {
    expect(factsOf(target, method).path).toBe('administration');
    expect(factsOf(target).possiblePaths).not.toContain('administration');
  });

  it.each(['/rest/api/2/user/properties/x?userKey=me', '/rest/api/2/user/columns', '/rest/api/2/issue'])(
    "takes it for none to change what is one's own: %s",
    (target) => expect(factsOf(target, 'PUT').path).toBe('rest'),
  );

  it.each([
    '/secure/attachment/10000/_/servicedesk/customer/x.png',
    '/browse/DEMO-1/_/rest/api/2/myself',
    '/s/x/_/servicedesk/customer/portals',
  ])('takes a place inside another path for either of them: %s', (target) => {
    const { path, possiblePaths } = factsOf(target);
    expect(path).toBeUndefined();
    expect(possiblePaths).toContain('pages');
    expect(possiblePaths.size).toBe(2);
  });

  it('tells making tokens from looking at them', () => {
    expect(factsOf('/rest/pat/latest/tokens').path).toBe('rest');
    expect(factsOf('/rest/pat/latest/tokens', 'POST').path).toBe('tokens');
    expect(factsOf('/plugins/servlet/oauth/authorize', 'POST').path).toBe('tokens');
  });

  it.each([
    '/rest/x/Dashboard.jspa',
    '/servicedesk/customer/Dashboard.jspa',
    '/rest/x/ViewIssue!default.jspa',
  ])('takes %s for a page, since the last segment picks the action', (target) =>
    expect(factsOf(target).path).toBe('pages'),
  );

  it('knows of an odd spelling only what it might be', () => {
    for (const target of [
      '/secure/%61dmin;x/ViewLogging.jspa',
      '/servicedesk/customer/..;/secure/Dashboard.jspa',
    ]) {
      const { path, possiblePaths } = factsOf(target);
      expect(path).toBeUndefined();
      expect([...possiblePaths].sort()).toEqual(
        ['administration', 'pages', 'portal', 'rest', 'tokens', 'user_export'].sort(),
      );
    }
  });

  it('counts below the context path', () => {
    expect(factsOf('/jira/secure/admin/X.jspa', 'GET', '/jira').path).toBe('administration');
    expect(factsOf('/jira/rest/api/2/myself', 'GET', '/jira').path).toBe('rest');
  });
});
