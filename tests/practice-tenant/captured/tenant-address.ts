import { type TenantType, tenantTypes } from '../../../src/practice-tenant/directory/model.ts';
import { tenants } from '../../../src/practice-tenant/directory/tenants.ts';
import { authorityFor } from '../msal-app.ts';
import type { RunningTenant } from '../running-tenant.ts';

const usualUserFlow = 'B2C_1_signupsignin';
/** An ID that nothing here has. */
const unknownId = '99999999-9999-4999-8999-999999999999';

/** Where apps reach a tenant, without the version at the end. */
export const authorityOf = (tenant: RunningTenant, type: TenantType, userFlow?: string): string =>
  authorityFor(tenant, type, userFlow).replace(/\/v2\.0$/, '');

/** The address here of a path of the real service. */
export function addressOf(tenant: RunningTenant, type: TenantType, path: string): string {
  const { id = '' } = tenants.find((each) => each.type === type) ?? {};
  const own = path
    .replaceAll('<tenant>', id)
    .replaceAll('<policy>', usualUserFlow)
    .replaceAll('<guid>', unknownId);
  const isGraph = /^\/(?:v1\.0|oidc)\//.test(own);
  return tenant.origin + (isGraph ? '/graph' : '') + own;
}

/** Hosts of the real service, whose names are others here. */
const realHosts =
  /https:\/\/(?:login\.microsoftonline\.com|login\.windows\.net|sts\.windows\.net|mtlsauth\.microsoft\.com|[\w<>-]+\.(?:ciamlogin|b2clogin)\.com)/g;

/** Names of hosts alone, as metadata has them; Graph is at the same host here. */
const realHostNames =
  /"(?:(?:login\.)?microsoftonline\.com|graph\.windows\.net|graph\.microsoft\.com)"/g;

/** JSON of the real service without the names that are others here. */
export const withoutRealNames = (text: string): string =>
  text
    .replaceAll(realHosts, 'https://{host}')
    .replaceAll('https://graph.microsoft.com', 'https://{graph}')
    .replaceAll(realHostNames, '"{host}"');

/** A parameter of the real service as an app here would send it. */
export const ownParameter = (tenant: RunningTenant, type: TenantType, value: string): string => {
  const { id = '' } = tenants.find((each) => each.type === type) ?? {};
  return value.replaceAll(realHosts, tenant.origin).replaceAll('<tenant>', id);
};

/** JSON of ours without the names that are others there; a page on http stays one. */
export function withoutOwnNames(tenant: RunningTenant, text: string): string {
  const { origin, frontOrigin, customDomainOrigin } = tenant;
  let plain = text
    .replaceAll(`${origin}/graph`, 'https://{graph}')
    .replaceAll(origin, 'https://{host}')
    .replaceAll(customDomainOrigin, 'https://{host}')
    .replaceAll(frontOrigin, 'http://{host}')
    .replaceAll('https://graph.microsoft.com', 'https://{graph}');
  for (const { host } of [new URL(origin), new URL(customDomainOrigin)])
    plain = plain.replaceAll(`"${host}"`, '"{host}"');
  for (const { key, id, domain, userFlows } of tenants) {
    // The others are where guests and personal accounts come from, and captures name those too.
    if (!tenantTypes.some((type) => type === key)) continue;
    plain = plain.replaceAll(id, '<tenant>').replaceAll(domain, '<tenant>');
    for (const flow of userFlows)
      plain = plain.replaceAll(new RegExp(`${flow.id}(?!\\w)`, 'gi'), '<policy>');
  }
  return plain;
}
