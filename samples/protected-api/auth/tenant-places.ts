import { authorityProblem } from './authority.ts';
import type { ApiRegistration, TenantType } from './registration.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
type Places = Pick<ApiRegistration, 'authority' | 'metadataUrl' | 'issuers' | 'userFlows'>;

const metadata = '.well-known/openid-configuration';
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);
const entraHosts = [
  'login.microsoftonline.com',
  'login.microsoftonline.us',
  'login.partner.microsoftonline.cn',
];

/**
 * Where a tenant publishes its metadata, and which issuers its tokens may name.
 * The issuer is built from the configuration: metadata is only allowed to agree with it.
 */
export function placesOf(
  tenantType: TenantType,
  tenantId: string,
  environment: Environment,
  mistakes: string[],
): Places | undefined {
  const read = (name: string, example: string): URL | undefined => {
    const problem = authorityProblem(environment[name], tenantId);
    if (problem === undefined) return new URL(environment[name] ?? '');
    mistakes.push(`${name} ${problem}, for example ${example}.`);
    return undefined;
  };
  const only = (name: string, url: URL, hosts: string, allowed: (host: string) => boolean) => {
    if (allowed(url.hostname) || loopback.has(url.hostname)) return;
    mistakes.push(
      `${name} must be on ${hosts} for TENANT_TYPE=${tenantType}, not on ${url.hostname}.`,
    );
  };

  // #region places
  switch (tenantType) {
    case 'entra-id': {
      const authority = read('AUTHORITY', `https://login.microsoftonline.com/${tenantId}`);
      if (!authority) return undefined;
      only('AUTHORITY', authority, entraHosts[0] ?? '', (host) => entraHosts.includes(host));
      const issuer = `${authority.origin}/${tenantId}/v2.0`;
      return { authority, metadataUrl: `${issuer}/${metadata}`, issuers: [issuer], userFlows: [] };
    }
    case 'external-id': {
      const authority = read('AUTHORITY', 'https://contoso.ciamlogin.com/contoso.onmicrosoft.com');
      if (!authority) return undefined;
      only('AUTHORITY', authority, '….ciamlogin.com', (host) => host.endsWith('.ciamlogin.com'));
      const here = `${authority.origin}/${tenantId}/v2.0`;
      // Whatever name the authority uses, External ID issues tokens under the tenant ID's own host.
      const issuer = loopback.has(authority.hostname) ? here : ciamIssuer(tenantId);
      return { authority, metadataUrl: `${here}/${metadata}`, issuers: [issuer], userFlows: [] };
    }
    case 'external-id-custom-domain': {
      const authority = read('OIDC_AUTHORITY', `https://login.contoso.com/${tenantId}/v2.0`);
      if (!authority) return undefined;
      const here = `${authority.origin}/${tenantId}/v2.0`;
      const issuers = [here, ciamIssuer(tenantId)];
      return { authority, metadataUrl: `${here}/${metadata}`, issuers, userFlows: [] };
    }
    case 'b2c': {
      const authority = b2cAuthority(environment, read, mistakes);
      const userFlows = [
        'SIGNUPSIGNIN_USER_FLOW',
        'EDITPROFILE_USER_FLOW',
        'RESETPASSWORD_USER_FLOW',
      ]
        .flatMap((name) => environment[name]?.trim() || [])
        .map((flow) => flow.toLowerCase());
      const [signIn] = userFlows;
      if (signIn === undefined || !environment['SIGNUPSIGNIN_USER_FLOW']) {
        mistakes.push(
          'SIGNUPSIGNIN_USER_FLOW must name your user flow, for example B2C_1_signupsignin.',
        );
      }
      if (!authority) return undefined;
      const metadataUrl = `${authority.href.replace(/\/$/, '')}/${signIn}/v2.0/${metadata}`;
      return {
        authority,
        metadataUrl,
        issuers: [`${authority.origin}/${tenantId}/v2.0/`],
        userFlows,
      };
    }
  }
  // #endregion places
}

const ciamIssuer = (tenantId: string) => `https://${tenantId}.ciamlogin.com/${tenantId}/v2.0`;

/** From the tenant's name, or from AUTHORITY where a custom domain (or the practice tenant) stands in front. */
function b2cAuthority(
  environment: Environment,
  read: (name: string, example: string) => URL | undefined,
  mistakes: string[],
): URL | undefined {
  if (environment['AUTHORITY']) {
    return read('AUTHORITY', 'https://login.contoso.com/contoso.onmicrosoft.com');
  }
  const name = environment['B2C_TENANT_NAME']?.trim() ?? '';
  if (/^[a-z0-9-]+$/i.test(name)) {
    return new URL(`https://${name}.b2clogin.com/${name}.onmicrosoft.com`);
  }
  mistakes.push(
    'B2C_TENANT_NAME must be the first part of your domain: contoso for contoso.onmicrosoft.com.',
  );
  return undefined;
}
