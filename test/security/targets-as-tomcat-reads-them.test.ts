/**
 * Attack: spell a path so that the gate takes it for one thing and Tomcat serves another (CVE-2022-0540 and its many
 * relatives: `;`, `..;`, `%2e`, `%2f`, `\`, `//`, double encoding, absolute form, `/s/…/_/`). Thousands of generated
 * targets go to a real Tomcat, set up as Jira's and once more with everything allowed, and what it serves is held
 * against what the gate reads:
 *
 * - what the gate makes an exception for is served as exactly that;
 * - what the gate restricts is recognised in every spelling that Tomcat serves there.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, it } from 'vitest';
import {
  handsOutAccess,
  isLogin,
  isLogout,
  isOddLogin,
  isPublicResource,
} from '../../proxy/gate/jira-paths.ts';
import { createRequestScope, type RequestScope } from '../../proxy/http/request-scope.ts';
import { AppError } from '../../proxy/kernel/app-error.ts';
import { leadsTo } from '../../proxy/kernel/canonical-path.ts';
import { buildRequest } from '../support/builders/index.ts';
import { runs, timeFor } from '../support/generated/runs.ts';
import { requestTarget } from '../support/generated/targets.ts';
import { startTomcat, type TestTomcat } from '../support/servers/tomcat.ts';
import { TomcatProbe, type Understood } from '../support/tomcat/probe.ts';

/** Said once more, so that a slip in the gate's own list does not go unnoticed. */
const staticFile =
  /^\/(?:status|favicon\.ico|(?:images|static-assets|download\/(?:resources|batch|contextbatch))\/[^;?#%\\]+\.(?:css|js|png|gif|svg|ico|jpg|woff2?))$/;
const ownPlaces = ['/rest/tsv', '/plugins/servlet/two-step'] as const;

describe('a request target', () => {
  let tomcat: TestTomcat;
  let probes: readonly TomcatProbe[];
  beforeAll(async () => {
    tomcat = await startTomcat();
    probes = [new TomcatProbe(tomcat.port), new TomcatProbe(tomcat.lenientPort)];
  });
  afterAll(async () => {
    for (const probe of probes ?? []) probe.close();
    await tomcat?.close();
  });

  /** Holds for every target that the gate does not refuse and that Tomcat serves, on either connector. */
  const holdsFor = (property: (scope: RequestScope, served: Understood) => boolean) =>
    fc.asyncProperty(requestTarget, async (target) => {
      const scope = scopeOf(target);
      if (scope === undefined) return;
      for (const served of await Promise.all(probes.map((probe) => probe.ask(target)))) {
        if (served === undefined || property(scope, served)) continue;
        throw new Error(`read as ${JSON.stringify(scope.path)}, served as ${JSON.stringify(served.path)}`);
      }
    });
  const generated = (name: string, property: (scope: RequestScope, served: Understood) => boolean) =>
    it(name, { timeout: timeFor(120) }, () => fc.assert(holdsFor(property), runs(4_000)));

  generated('that has one canonical path is served there', ({ path }, served) => {
    return path === undefined || served.path === behindPrefix(path);
  });

  generated('that is exempt is served as a static file', (scope, served) => {
    return !isPublicResource('GET', scope.path) || staticFile.test(served.path);
  });

  generated('that logs in or out without more ado is served as exactly that', ({ path }, served) => {
    if (isLogin('POST', path) && !isLogin('POST', served.path)) return false;
    return !isLogout('GET', path) || isLogout('GET', served.path);
  });

  generated('that Tomcat serves as a login is one to the gate, or an odd one', (scope, served) => {
    return (
      !isLogin('POST', served.path) ||
      isLogin('POST', scope.path) ||
      isOddLogin(scope.path, scope.possiblePaths)
    );
  });

  generated("that Tomcat serves below the gate's own places is recognised", ({ possiblePaths }, served) => {
    const path = served.path.toLowerCase();
    return ownPlaces.every(
      (place) => !(path === place || path.startsWith(`${place}/`)) || leadsTo(possiblePaths, place),
    );
  });

  generated('that Tomcat serves where access is handed out is recognised', ({ possiblePaths }, served) => {
    return !handsOutAccess(new Set([served.path.toLowerCase()])) || handsOutAccess(possiblePaths);
  });

  generated('brings no session id along', (_, served) => served.sessionIdFrom !== 'url');
});

/** `undefined` for what the gate refuses at the door. */
function scopeOf(target: string): RequestScope | undefined {
  try {
    return createRequestScope(buildRequest({ url: target }), {
      contextPath: '',
      publicHost: 'localhost',
      isTrustedProxy: () => false,
      clock: () => 0,
      loginCookies: new Set(),
    });
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** `/s/<anything>/_/X` is served as `X`. */
function behindPrefix(path: string): string {
  return /^\/s\/.*\/_(\/.*)$/s.exec(path)?.[1] ?? path;
}
