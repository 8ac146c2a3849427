/**
 * Attack: a policy lets people in without a second factor who come by the identity provider. Whoever has only the
 * password tries to look like one of them: with a cookie of a remembered login, by way of the provider's own paths, or
 * by an `Authorization` header that makes Jira open a session.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { givenPolicy } from '../support/gate/given-policy.ts';
import { Visitor } from '../support/gate/index.ts';

const issue = '/browse/DEMO-1';

describe('a session that a password opened', () => {
  let pair: GatePair;
  beforeAll(async () => {
    pair = await startPair();
    const byProvider = {
      ...{ id: 'provider', match: { logins: ['single_sign_on'] } },
      ...{ withFactor: 'exempt', withoutFactor: { outcome: 'exempt' } },
    };
    await givenPolicy(pair, { rules: [byProvider] });
  });
  afterAll(() => pair?.close());

  const at = (visitor: Visitor) => visitor.open(issue);
  const owes = async (visitor: Visitor) =>
    expect((await at(visitor)).headers.location).toContain('/plugins/servlet/two-step/enroll');

  it('owes a factor, also where one that the provider opened does not', async () => {
    const visitor = new Visitor(pair.first.url);
    await visitor.logIn('alice', 'alice-password');
    await owes(visitor);
    const trusted = new Visitor(pair.first.url);
    await trusted.submit('/plugins/servlet/samlconsumer', { SAMLResponse: 'alice' });
    expect((await at(trusted)).status).toBe(200);
  });

  it('owes one on the other gate, too, and is let off there as well', async () => {
    const trusted = new Visitor(pair.first.url);
    await trusted.submit('/plugins/servlet/samlconsumer', { SAMLResponse: 'bob' });
    const session = trusted.client.cookies.get('JSESSIONID') ?? '';
    const second = new Visitor(pair.second.url);
    second.client.cookies.set('JSESSIONID', session);
    expect((await at(second)).status).toBe(200);
  });

  it('is not turned into one of the provider by asking at its path', async () => {
    const visitor = new Visitor(pair.first.url);
    await visitor.logIn('alice', 'alice-password');
    for (const path of ['/plugins/servlet/samlconsumer', '/plugins/servlet/oidc/callback']) {
      await visitor.submit(path, { SAMLResponse: 'nobody at all' });
      await visitor.open(`${path}?code=nobody`);
    }
    await owes(visitor);
  });

  it('is not one of the provider when a remembered login opened it', async () => {
    const visitor = new Visitor(pair.first.url);
    const form = { os_username: 'alice', os_password: 'alice-password', os_cookie: 'true' };
    await visitor.submit('/login.jsp', form);
    visitor.client.cookies.delete('JSESSIONID');
    await owes(visitor);
  });

  it('is not one of the provider when a cookie or a header of Jira’s opened it', async () => {
    const crowd = new Visitor(pair.first.url);
    crowd.client.cookies.set('crowd.token_key', 'crowd-alice');
    await owes(crowd);
    const kerberos = new Visitor(pair.first.url);
    const answer = await kerberos.client.ask(issue, {
      headers: { accept: 'text/html', authorization: 'Negotiate alice' },
    });
    expect(answer.headers.location).toContain('/plugins/servlet/two-step/enroll');
  });
});
