import type { TenantType } from '../sign-in/index.ts';
import { accessToken, scopesFor } from './access-token.ts';
import { isTenant, wrongUse } from './command-line.ts';
import { type GraphClient, graphClient } from './graph-client.ts';
import { type IdentityProvider, identityProvider, requireTenant } from './identity-provider.ts';
import { findPracticeTenant, type PracticeTenant } from './practice-tenant.ts';
import type { RegistrationRecord } from './record.ts';
import type { Run } from './run.ts';
import { requireNamedTenant, type SignedInTenant, signedInTenant } from './tenant.ts';

export interface SignedIn {
  graph: GraphClient;
  provider: IdentityProvider;
  tenant: SignedInTenant;
}

/** Signs in, and shows which account and tenant it is. @throws Stop */
export async function signIn(
  run: Run,
  tenantName: string,
  practice: PracticeTenant | undefined,
  needs: { consent: boolean; userFlow: boolean },
): Promise<SignedIn> {
  const { options, surroundings } = run;
  const { print } = surroundings;
  const provider = identityProvider(tenantName, practice);
  await requireTenant(provider, tenantName, surroundings.fetch);
  const token = await accessToken(
    tenantName,
    provider.authority,
    scopesFor(needs),
    { signIn: options.signIn, isPractice: practice !== undefined },
    surroundings,
  );
  const graph = graphClient({
    ...surroundings,
    root: provider.graph,
    accessToken: token,
    isDryRun: options.dryRun,
  });
  run.graph = graph;
  const tenant = await signedInTenant(graph);
  requireNamedTenant(tenant, tenantName);
  print('');
  print(`Account:      ${tenant.account}`);
  print(`Tenant:       ${tenant.name}`);
  print(`Tenant ID:    ${tenant.id}`);
  print(`Domain:       ${tenant.domain}`);
  print(
    `Tenant type:  ${tenant.type ?? `${run.tenantType} (from the settings; Microsoft Graph doesn't show it to this account)`}`,
  );
  print('');
  return { graph, provider, tenant };
}

/** An earlier run's, unless the command line names one. */
export async function practiceTenantOf(
  { options, surroundings }: Run,
  record: RegistrationRecord | undefined,
): Promise<PracticeTenant | undefined> {
  const address = options.practiceTenant ?? record?.practiceTenant?.origin;
  return address === undefined ? undefined : findPracticeTenant(address, surroundings.signal);
}

const practiceTenants: Readonly<Record<TenantType, string>> = {
  'entra-id': 'contoso.onmicrosoft.com',
  'external-id': 'woodgrove.onmicrosoft.com',
  'external-id-custom-domain': '0c0c0c0c-3333-4333-8333-333333333333',
  b2c: 'fabrikam.onmicrosoft.com',
};

export async function tenantOf(run: Run, record: RegistrationRecord | undefined): Promise<string> {
  const { options, surroundings, tenantType } = run;
  const isPractice = options.practiceTenant ?? record?.practiceTenant;
  const known =
    options.tenant ?? record?.tenantId ?? (isPractice ? practiceTenants[tenantType] : undefined);
  if (known !== undefined) return known;
  if (!surroundings.isInteractive || options.yes) throw wrongUse('--tenant is missing.');
  const answer = await surroundings.ask('Tenant ID or domain of your tenant: ');
  if (isTenant(answer)) return answer;
  throw wrongUse('A tenant ID or a domain is needed.');
}
