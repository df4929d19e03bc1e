import { issuerOfFlow, issuerOfVersion1 } from '../directory/addresses.ts';
import type { UserFlow } from '../directory/model.ts';
import type { Realm } from './realm.ts';

/** What tokens name in `iss` now, by the tenant's settings and the user flow. */
export async function issuerFor(realm: Realm, userFlow: UserFlow | undefined): Promise<string> {
  const { settings, tenant, origins, issuer } = realm;
  if (userFlow === undefined || !(await settings.isOn('policy-in-issuer'))) return issuer;
  return issuerOfFlow(tenant, origins, userFlow);
}

/** Every form: access tokens have a version, and a token outlives a change of the settings. */
export const issuersOf = ({ tenant, origins, issuer }: Realm): string[] => [
  issuer,
  issuerOfVersion1(tenant, origins),
  ...tenant.userFlows.map((flow) => issuerOfFlow(tenant, origins, flow)),
];
