import { describe, expect, it } from 'vitest';
import type { Credentials } from '../../../proxy/gate/credentials.ts';
import { type Decision, decide, type Facts } from '../../../proxy/gate/decide.ts';
import type { Requirement } from '../../../proxy/policy/index.ts';
import type { Caller } from '../../../proxy/principal/index.ts';
import { buildCaller } from '../../support/builders/index.ts';

const credentials: Record<string, Credentials> = {
  refused: { kind: 'refused', code: 'ambiguous_request', reason: 'refused before' },
  machine: { kind: 'machine', authorization: 'Bearer x', signed: false },
  basic: { kind: 'basic', username: 'alice', authorization: 'Basic x' },
  session: {
    kind: 'browser',
    sessionId: 'SID',
    verifiedSecret: 'secret',
    adoptable: false,
    authorization: undefined,
  },
  nothing: {
    kind: 'browser',
    sessionId: undefined,
    verifiedSecret: undefined,
    adoptable: false,
    authorization: undefined,
  },
  negotiate: {
    kind: 'browser',
    sessionId: undefined,
    verifiedSecret: undefined,
    adoptable: true,
    authorization: 'Negotiate x',
  },
};
const callers: Record<string, Caller> = { anonymous: { kind: 'anonymous' }, person: buildCaller() };
const requirement = (outcome: Requirement['outcome'], wouldBe = outcome): Requirement => ({
  outcome,
  wouldBe,
  because: `because of ${outcome}`,
  ...{ rule: 'default', obliged: outcome === 'enroll' },
});
const requirements = {
  require: requirement('require'),
  enroll: requirement('enroll'),
  none: requirement('none'),
  refuse: requirement('refuse'),
  monitored: requirement('none', 'require'),
};
const targets: readonly (readonly [kind: string, method: string, path: string | undefined])[] = [
  ['page', 'GET', '/secure/Dashboard.jspa'],
  ['write', 'POST', '/secure/CreateIssue.jspa'],
  ['rest', 'GET', '/rest/api/2/myself'],
  ['odd', 'GET', undefined],
  ['odd write', 'POST', undefined],
  ['odd login', 'POST', undefined],
  ['odd login page', 'GET', undefined],
  ['static', 'GET', '/images/a.png'],
  ['static write', 'POST', '/images/a.png'],
  ['status', 'GET', '/status'],
  ['login', 'POST', '/login.jsp'],
  ['login page', 'GET', '/login.jsp'],
  ['rest login', 'POST', '/rest/auth/1/session'],
  ['logout', 'GET', '/logout'],
  ['rest logout', 'DELETE', '/rest/auth/1/session'],
];

type Case = Facts & { readonly target: string; readonly requirementName: string; readonly shown: string };

/** Further ways to stand besides having shown a factor or not. */
const oddities = {
  ...{
    lacking: 'lacks',
    staleSession: 'stale',
    staleWithout: 'stale, nothing shown',
    newcomer: 'stale, new',
  },
  reminded: 'remind',
} as const;

/** Every combination there is. */
function* everyCase(): Generator<Case> {
  for (const one of Object.values(credentials))
    for (const caller of Object.values(callers))
      for (const [requirementName, owed] of Object.entries(requirements))
        for (const [shown, verified] of Object.entries({ verified: true, unverified: false, ...oddities }))
          for (const basicAllowed of [true, false])
            for (const carriesPassword of [true, false])
              for (const [target, method, path] of targets)
                yield {
                  ...{ target, requirementName, method, path, credentials: one, carriesPassword },
                  ...{
                    caller,
                    requirement: owed,
                    verified: verified === true || verified === 'lacks' || verified === 'stale',
                    ...{ enrolled: requirementName !== 'enroll' && shown !== 'newcomer', shown },
                    lacksMethod: verified === 'lacks',
                    ...{ stale: /stale/.test(String(verified)), remind: verified === 'remind' },
                    basicAllowed,
                    carriesCaptcha: /captcha/.test(target),
                    oddLogin: /^odd login/.test(target),
                  },
                };
}

const all = [...everyCase()].map((facts) => ({ facts, decision: decide(facts) }));
const isLogin = ({ target }: Case) => target === 'login' || target === 'rest login';
/** Refused before anything else is looked at. */
const isRefused = ({ target, carriesPassword }: Case) => carriesPassword || target === 'odd login';

function check(
  name: string,
  applies: (facts: Case) => boolean,
  holds: (made: Decision, facts: Case) => boolean,
) {
  it(name, () => {
    const chosen = all.filter(({ facts }) => applies(facts));
    expect(chosen.length).toBeGreaterThan(0);
    expect(chosen.filter(({ facts, decision }) => !holds(decision, facts))).toEqual([]);
  });
}

const owes = ({ caller, requirement: owed, verified }: Case) =>
  caller.kind === 'person' && (owed.outcome === 'refuse' || (owed.outcome !== 'none' && !verified));
/** Nothing is owed in general, and something before this place. */
const keptBack = (facts: Case) =>
  facts.caller.kind === 'person' && !owes(facts) && (facts.stale || facts.lacksMethod || facts.remind);
const browser = (facts: Case) => facts.credentials.kind === 'browser';
const forwardsAs = (decision: Decision, ...as: string[]) =>
  decision.kind === 'forward' && as.includes(decision.as);

describe(`the decision, over all ${all.length} combinations`, () => {
  check(
    'never forwards as the person while a factor is owed and not shown',
    (facts) => owes(facts),
    (decision) => !forwardsAs(decision, 'person'),
  );

  check(
    'forwards for somebody who owes a factor only a login or a static file',
    (facts) => browser(facts) && owes(facts),
    (decision, { target }) =>
      decision.kind !== 'forward' ||
      (decision.as === 'login' && /^(rest )?login$/.test(target)) ||
      (decision.as === 'public' && /^(static|status)$/.test(target)),
  );

  check(
    'makes no exception for an odd spelling',
    (facts) => browser(facts) && owes(facts) && facts.path === undefined,
    (decision) => decision.kind !== 'forward',
  );

  check(
    'refuses what was refused when it was read, whatever else is true',
    (facts) => facts.credentials.kind === 'refused',
    (decision) => decision.kind === 'refuse' && decision.code === 'ambiguous_request',
  );

  check(
    'refuses a password in a form that is no login, whoever sends it',
    (facts) => facts.carriesPassword && !isLogin(facts) && facts.credentials.kind !== 'refused',
    (decision) => decision.kind === 'refuse' && decision.code === 'bad_request',
  );

  check(
    'refuses to change anything at an odd spelling of a login, whoever asks',
    (facts) => facts.target === 'odd login' && facts.credentials.kind !== 'refused',
    (decision) => decision.kind === 'refuse' && decision.code === 'bad_request',
  );

  check(
    'lets somebody who owes a factor leave, without Jira’s page',
    (facts) => browser(facts) && owes(facts) && !facts.carriesPassword && /logout$/.test(facts.target),
    (decision) => decision.kind === 'log_out',
  );

  check(
    'ends nobody’s login who did not ask for it',
    (facts) => !/logout$/.test(facts.target),
    (decision) => decision.kind !== 'log_out',
  );

  check(
    'lets a token through as nothing but a token',
    (facts) => facts.credentials.kind === 'machine' && !isRefused(facts),
    (decision) => forwardsAs(decision, 'machine'),
  );

  check(
    'lets Basic authentication through exactly where it is allowed',
    (facts) => facts.credentials.kind === 'basic' && !isRefused(facts),
    (decision, { basicAllowed }) =>
      basicAllowed
        ? forwardsAs(decision, 'basic')
        : decision.kind === 'refuse' && decision.code === 'basic_disabled',
  );

  check(
    'never takes a browser for a machine, and no machine for a person',
    () => true,
    (decision, { credentials: { kind } }) =>
      decision.kind !== 'forward' || (kind === 'browser') === !['machine', 'basic'].includes(decision.as),
  );

  check(
    'forwards for nobody as nobody',
    (facts) => browser(facts) && facts.caller.kind === 'anonymous' && !isRefused(facts) && !isLogin(facts),
    (decision, { target }) => forwardsAs(decision, target === 'status' ? 'public' : 'anonymous'),
  );

  check(
    'asks for the factor that is owed, for everything else',
    (facts) =>
      browser(facts) && owes(facts) && !isRefused(facts) && /page|write|rest$|odd/.test(facts.target),
    (decision, { requirementName }) =>
      requirementName === 'refuse'
        ? decision.kind === 'refuse' && decision.code === 'refused_by_policy'
        : decision.kind === (requirementName === 'enroll' ? 'enroll' : 'challenge'),
  );

  check(
    'asks again for a place that wants a fresh factor, another method, or has to remind',
    (facts) =>
      browser(facts) && keptBack(facts) && !isRefused(facts) && /page$|write$|rest$|odd/.test(facts.target),
    (decision, { stale, verified, enrolled, lacksMethod, target }) => {
      if (/login/.test(target) && decision.kind === 'forward') return decision.as === 'login';
      if (stale) return decision.kind === (verified ? 'step_up' : enrolled ? 'challenge' : 'enroll');
      return decision.kind === (lacksMethod ? 'add_factor' : 'enroll');
    },
  );

  check(
    'never forwards as the person to a place that wants a fresh factor',
    (facts) => facts.stale,
    (decision) => !forwardsAs(decision, 'person'),
  );

  check(
    'starts a login without the old session, whoever that belongs to',
    (facts) => browser(facts) && isLogin(facts) && !isRefused(facts),
    (decision) => forwardsAs(decision, 'login'),
  );

  check(
    'lets the person through who owes nothing or has shown it',
    (facts) =>
      browser(facts) &&
      facts.caller.kind === 'person' &&
      !owes(facts) &&
      !keptBack(facts) &&
      !isRefused(facts) &&
      !isLogin(facts) &&
      facts.target !== 'status',
    (decision) => forwardsAs(decision, 'person'),
  );

  check(
    'asks for Jira’s health without a session',
    (facts) => browser(facts) && facts.target === 'status' && !facts.carriesPassword,
    (decision) => forwardsAs(decision, 'public'),
  );

  check(
    'never challenges somebody who owes nothing',
    (facts) => !owes(facts) && !keptBack(facts),
    (decision) => decision.kind !== 'challenge' && decision.kind !== 'enroll',
  );

  check(
    'always says why',
    () => true,
    (decision) => decision.reason.length > 0,
  );
});
