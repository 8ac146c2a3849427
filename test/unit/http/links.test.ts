import { describe, expect, it } from 'vitest';
import { createLinks } from '../../../proxy/http/links.ts';
import { parseSafePath } from '../../../proxy/kernel/safe-path.ts';

const links = createLinks('https://jira.example.com', '/jira');

describe("the link to Jira's login", () => {
  it.each([
    ['/jira/browse/DEMO-1?a=b', '/jira/login.jsp?os_destination=%2Fbrowse%2FDEMO-1%3Fa%3Db'],
    ['/elsewhere', '/jira/login.jsp?os_destination=%2F'],
    // On this site as a whole; what is left of it below the context path would not be.
    ['/jira//evil.example/x', '/jira/login.jsp?os_destination=%2F'],
    ['/jira/%2fevil.example/x', '/jira/login.jsp?os_destination=%2F'],
  ])('with the destination %s is %s', (destination, link) => {
    expect(links.login(parseSafePath(destination))).toBe(link);
  });
});
