import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../proxy/rest/operations.ts';
import { type GatePair, startPair } from '../support/gate/gate-pair.ts';
import { codeAt, type GateHere } from '../support/gate/index.ts';
import { ApiError, PluginClient, publishedNames } from '../support/gate/plugin-client.ts';

const refusal = (status: number) => expect.objectContaining({ constructor: ApiError, status });

/** A client that was made for Atlassian's plugin, over two gates, of which none is told apart. */
describe("a client of Atlassian's plugin", () => {
  let pair: GatePair;
  let optional: GateHere;
  let otherOptional: GateHere;
  beforeAll(async () => {
    pair = await startPair();
    optional = await pair.startGate({ TSV_ENFORCEMENT: 'optional' });
    otherOptional = await pair.startGate({ TSV_ENFORCEMENT: 'optional' });
  });
  afterAll(() => pair?.close());

  const code = (secret: string) => {
    pair.clock.pass(30_000);
    return codeAt(secret, pair.clock.now);
  };
  const password = (name: string) => ({ username: name, password: `${name}-password`, rememberMe: true });
  /** The second gate carries on what the first one began. */
  const elsewhere = (client: PluginClient, gate = pair.second) => {
    const other = new PluginClient(gate.url);
    for (const [name, value] of client.cookies.cookies) other.cookies.cookies.set(name, value);
    return other;
  };
  const beginLogin = async (name: string) => {
    const client = new PluginClient(pair.first.url);
    const owed = (await client.call('authenticate', password(name)).catch((error) => error)) as ApiError;
    expect(owed).toMatchObject({ status: 412 });
    return {
      client: elsewhere(client),
      owed: owed.body as { nextLoginStep: string; conversationId: string },
    };
  };

  it('gets through the enforced enrollment, a login by code, and one by recovery code', async () => {
    const { client, owed } = await beginLogin('alice');
    const { conversationId } = owed;
    expect(owed.nextLoginStep).toBe('ENROLLMENT');
    const { secret = '' } = await client.call('startEnforcedEnrollment', { conversationId });
    const done = await client.call('completeEnforcedEnrollment', { conversationId, totpCode: code(secret) });
    expect(await client.call('getStatus')).toMatchObject({ twoSVActive: true });

    const again = await beginLogin('alice');
    expect(again.owed.nextLoginStep).toBe('TOTP_CODE_VERIFICATION');
    const wrong = { conversationId: again.owed.conversationId, totpCode: '000000' };
    await expect(again.client.call('verifyCode', wrong)).rejects.toEqual(refusal(401));
    await again.client.call('verifyCode', { ...wrong, totpCode: code(secret) });
    expect(await again.client.call('getSsoManagementStatus')).toEqual({ isManaged: false });

    const third = await beginLogin('alice');
    const recovery = { conversationId: third.owed.conversationId, recoveryCode: done.recoveryCode };
    expect((await third.client.call('authenticateWithRecoveryCode', recovery)).next).toBe('/');
    await expect(third.client.call('verifyCode', wrong)).rejects.toEqual(refusal(400));
  });

  it('gets through voluntary enrollment, update, rotation, elevation and unenrollment', async () => {
    let client = new PluginClient(optional.url);
    const changeGate = (gate: GateHere) => {
      client = elsewhere(client, gate);
    };
    await client.call('authenticate', password('bob'));
    await expect(client.call('startVoluntaryEnrollment')).rejects.toEqual(refusal(401));
    await expect(client.call('getElevatedPermissionStatus')).rejects.toEqual(refusal(401));
    await client.call('elevatePermissionsWithPassword', { password: 'bob-password' });
    await client.call('getElevatedPermissionStatus');
    const first = await client.call('startVoluntaryEnrollment');
    const begun = { conversationId: first.conversationId, totpCode: code(first.secret ?? '') };
    changeGate(otherOptional);
    await client.call('completeVoluntaryEnrollment', begun);
    await expect(client.call('startVoluntaryEnrollment')).rejects.toEqual(refusal(400));

    pair.clock.pass(11 * 60_000);
    await expect(client.call('rotateRecoverCode')).rejects.toEqual(refusal(401));
    await client.call('elevatePermissionsWithTotp', { totpCode: code(first.secret ?? '') });
    const second = await client.call('startEnrollmentUpdate');
    const update = { conversationId: second.conversationId, totpCode: code(second.secret ?? '') };
    changeGate(optional);
    await client.call('completeAuthenticationChange', update);
    const { recoveryCode } = await client.call('rotateRecoverCode');
    await client.call('elevatePermissionsWithRecoveryCode', { recoveryCode });
    await client.call('unenroll');
    await client.call('elevatePermissionsWithPassword', { password: 'bob-password' });
    await expect(client.call('unenroll')).rejects.toEqual(refusal(400));
    expect(await client.call('getCaptchaData')).toMatchObject({ captchaId: expect.any(String) });
  });

  it('finds each operation under its published name', () => {
    for (const name of publishedNames) expect(Object.keys(operations)).toContain(name);
  });
});
