import { decodeProtectedHeader } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { attempt, msalApp } from '../msal-app.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { askAdmin, type Sent } from './ask-admin.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

const ask = (method: string, path: string, sent?: Sent) =>
  askAdmin(tenant.adminAddress, method, path, sent);

describe('faults', () => {
  const slow = `/tenants/entra-id/faults/${clientIds.webApp}/slow`;

  test('one is switched on and off, and they are listed', async () => {
    expect((await ask('PUT', slow)).status).toBe(200);
    const listed = (await ask('GET', '/tenants/entra-id/faults')).body;
    expect(listed).toEqual([{ clientId: clientIds.webApp, fault: 'slow' }]);
    expect((await ask('DELETE', slow)).body).toEqual([]);
    expect(await tenant.faults('entra-id').all()).toEqual([]);
  });

  test('an unknown fault, app, or tenant is refused beside those that there are', async () => {
    const fault = await ask('PUT', slow.replace('slow', 'gremlins'));
    expect([fault.status, fault.body.error]).toEqual([404, expect.stringMatching(/keys-rotated/)]);
    const app = await ask('PUT', '/tenants/entra-id/faults/nope/slow');
    expect([app.status, app.body.error]).toEqual([
      404,
      expect.stringMatching(`^entra-id has no registration nope. It has: .*${clientIds.webApp}`),
    ]);
    const type = await ask('GET', '/tenants/nobody/faults');
    expect([type.status, type.body.error]).toEqual([404, expect.stringMatching(/external-id, /)]);
    expect(await tenant.faults('entra-id').all()).toEqual([]);
  });

  test('the client ID may be in any case', async () => {
    expect(
      (
        await ask(
          'PUT',
          slow
            .toUpperCase()
            .replace(/.*FAULTS/, '/tenants/entra-id/faults')
            .replace('SLOW', 'slow'),
        )
      ).status,
    ).toBe(200);
  });
});

test('keys rotate: the next one signs, and both are published', async () => {
  const keys = '/tenants/entra-id/keys';
  const [first, next] = (await ask('GET', keys)).body;
  const { idToken: before } = await (await attempt(msalApp(tenant, 'entra-id'))).redeem();
  expect(decodeProtectedHeader(before).kid).toBe(first);
  const rotated = (await ask('POST', `${keys}/rotate`)).body;
  expect(rotated[0]).toBe(next);
  expect(rotated).toContain(first);
  const { idToken: after } = await (await attempt(msalApp(tenant, 'entra-id'))).redeem();
  expect(decodeProtectedHeader(after).kid).toBe(next);
  await ask('PUT', '/clock', { body: { advanceSeconds: 86_401 } });
  expect((await ask('GET', keys)).body).not.toContain(first);
});

test('settings and the name of a tenant change, and only those that it has', async () => {
  const on = await ask('PATCH', '/tenants/b2c/settings', { body: { 'policy-in-acr': true } });
  expect(on.body).toMatchObject({ 'policy-in-acr': true, 'no-sid': false });
  expect(await tenant.settings('b2c').isOn('policy-in-acr')).toBe(true);
  const other = await ask('PATCH', '/tenants/entra-id/settings', {
    body: { 'policy-in-acr': true },
  });
  expect([other.status, other.body.error]).toEqual([
    400,
    'settings.policy-in-acr is a setting of other tenant types: leave it out.',
  ]);
  const renamed = await ask('PATCH', '/tenants/b2c', { body: { name: 'Northwind' } });
  expect(renamed.body).toMatchObject({ name: 'Northwind', type: 'b2c' });
  expect(await (await fetch(`${tenant.frontOrigin}/desk/b2c`)).text()).toContain('Northwind');
});

test('the sign-in log tells the newest first, as many as are asked for', async () => {
  await attempt(msalApp(tenant, 'entra-id'));
  const { body } = await ask('GET', '/tenants/entra-id/log?count=1');
  expect(body).toMatchObject([{ endpoint: 'authorize', outcome: 'success' }]);
  const { status } = await ask('GET', '/tenants/entra-id/log?count=many');
  expect(status).toBe(400);
});

describe('the clock', () => {
  test('goes to a time or by seconds, and back', async () => {
    const { body: at } = await ask('PUT', '/clock', { body: { now: '2031-12-01T00:00:00Z' } });
    expect(at.now).toMatch(/^2031-12-01T00:00:0/);
    const { body: later } = await ask('PUT', '/clock', { body: { advanceSeconds: 86_400 } });
    expect(later.now).toMatch(/^2031-12-02T00:/);
    expect(later.offsetSeconds).toBe(at.offsetSeconds + 86_400);
    expect((await ask('DELETE', '/clock')).body.offsetSeconds).toBe(0);
    expect((await ask('GET', '/clock')).body.offsetSeconds).toBe(0);
  });

  test.each([{ now: 'tomorrow' }, { advanceSeconds: 1.5 }, { advanceSeconds: 1e12 }, {}, [], 3])(
    'does not go to %j',
    async (body) => {
      const { status, body: answer } = await ask('PUT', '/clock', { body });
      expect([status, answer.error]).toEqual([400, expect.stringMatching(/^The clock /)]);
      expect(tenant.clock.offset()).toBe(0);
    },
  );

  test('a reset of everything takes it back', async () => {
    await ask('PUT', '/clock', { body: { advanceSeconds: 60 } });
    expect((await ask('POST', '/reset')).status).toBe(204);
    expect(tenant.clock.offset()).toBe(0);
  });
});
