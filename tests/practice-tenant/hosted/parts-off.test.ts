import { afterAll, beforeAll, expect, test } from 'vitest';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { inTenantSet, type OwnTenantSet } from '../../../src/practice-tenant/index.ts';
import { attempt, authorityFor, msalApp, webAppSecret } from '../msal-app.ts';
import { type HostedTenant, hostedTenant, ownBrowser } from './hosted-tenant.ts';

let tenant: HostedTenant;
let own: OwnTenantSet;
beforeAll(async () => {
  tenant = await hostedTenant({ without: new Set(['desk', 'faults']) });
  own = await tenant.sets.create('192.0.2.1');
});
afterAll(() => tenant.remove());

test('without faults, none can be switched on or asked for', async () => {
  const clientId = inTenantSet(clientIds.webApp, own.id);
  const path = `tenants/entra-id/faults/${clientId}/token-endpoint-down`;
  const answer = await fetch(`${tenant.origin}/admin/v1/${path}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${own.deskKey}` },
  });
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('turned off');
  const app = msalApp(tenant, 'entra-id', {
    authority: inTenantSet(authorityFor(tenant, 'entra-id'), own.id),
    clientId,
    credential: { clientSecret: inTenantSet(webAppSecret, own.id, own.clientSecret) },
  });
  const { redeem } = await attempt(app, {
    browser: await ownBrowser(tenant, own),
    extraQueryParameters: { practice_faults: 'wrong-nonce' },
  });
  expect((await redeem()).account?.username).toContain('alex@');
});

test('without a desk, there’s none for anyone', async () => {
  const browser = await ownBrowser(tenant, own);
  const desk = await browser.open(`${tenant.origin}/desk/entra-id`);
  expect(desk.status).toBe(404);
  expect(desk.text).not.toContain('alex@');
});
