import { issuerOf, issuerOfFlow, issuerOfVersion1 } from '../directory/addresses.ts';
import type { UserFlow } from '../directory/model.ts';
import type { Realm } from './realm.ts';

/** What tokens name in `iss` now, by the tenant's settings and the user flow. */
export async function issuerFor(realm: Realm, userFlow: UserFlow | undefined): Promise<string> {
  const { settings, tenant, origins, issuer } = realm;
  if (userFlow === undefined || !(await settings.isOn('policy-in-issuer'))) return issuer;
  return issuerOfFlow(tenant, origins, userFlow);
}

/** Every form, at every address: access tokens have a version, and a token outlives a change of the settings. */
export const issuersOf = ({ tenant, origins, otherOrigins }: Realm): string[] =>
  [origins, ...otherOrigins].flatMap((each) => [
    issuerOf(tenant, each),
    issuerOfVersion1(tenant, each),
    ...tenant.userFlows.map((flow) => issuerOfFlow(tenant, each, flow)),
  ]);
