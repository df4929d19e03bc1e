import type { Tenant } from '../directory/model.ts';

/**
 * What libraries ask before they send a user's password: whether the user's own organization checks it.
 * No domain here is federated.
 * @param user as in the address, usually an email address
 */
export function userRealm({ dialect, domain: own }: Tenant, user: string): Record<string, unknown> {
  const [, domain = ''] = /(?:@|%40)([a-z\d.-]+)$/.exec(user.toLowerCase()) ?? [];
  const isKnown = dialect === 'entra' && domain === own;
  return {
    ver: '1.0',
    account_type: isKnown ? 'Managed' : 'Unknown',
    ...(isKnown && { domain_name: domain }),
    cloud_instance_name: 'microsoftonline.com',
    cloud_audience_urn: 'urn:federation:MicrosoftOnline',
  };
}
