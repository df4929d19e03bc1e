import { expect, it } from 'vitest';
import { siteRoute, tenantRoute } from '../../../src/server/metrics/route-class.ts';

it.each([
  ['/', 'page'],
  ['/tutorials/entra-id/sign-in/?x=1', 'page'],
  ['/demo/entra-id/', 'demo'],
  ['/demonstration/', 'page'],
  ['/auth/redirect/entra-id?code=secret', 'auth'],
  ['/check/run-1/', 'check'],
  ['/downloads/entra-id-sign-in.zip', 'zip'],
  ['/_astro/page.abc123.js', 'file'],
  ['/readyz', 'health'],
  ['//evil.example', 'other'],
  ['http://evil.example/', 'other'],
  [undefined, 'other'],
])('takes %s of the site for %s', (url, route) => {
  expect(siteRoute(url)).toBe(route);
});

const set = '0a0a0a0a-1111-4111-8111-3f9ac27b10de';
it.each([
  [`/${set}/oauth2/v2.0/authorize?client_id=x`, 'tenant_authorize'],
  [`/contoso.onmicrosoft.com/b2c_1_signupsignin/oauth2/v2.0/token`, 'tenant_token'],
  [`/${set}/v2.0/.well-known/openid-configuration`, 'tenant_metadata'],
  [`/${set}/discovery/v2.0/keys`, 'tenant_metadata'],
  ['/graph/v1.0/me', 'tenant_graph'],
  ['/tasks-api/tasks', 'tenant_graph'],
  ['/desk/open', 'tenant_desk'],
  ['/healthz', 'health'],
  ['/anything/else', 'other'],
])('takes %s of the practice tenant for %s', (url, route) => {
  expect(tenantRoute(url)).toBe(route);
});
