import { parseEnv } from 'node:util';
import type { TenantType } from '../scenarios/tenant-types.ts';

/**
 * How the app proves who it is on Azure. A managed identity has to be in the registration's tenant,
 * and an external tenant has no Azure subscription; for B2C, Microsoft describes secrets.
 */
const credentials: Readonly<Record<TenantType, string>> = {
  'entra-id': 'managed-identity',
  'external-id': 'certificate',
  'external-id-custom-domain': 'certificate',
  b2c: 'secret',
};

/** The template gives the first its own value, and takes the second as a secret. */
const setElsewhere = ['REDIRECT_URI', 'CLIENT_SECRET'];

/**
 * The parameters of the Azure template for one tenant type, with the placeholders of its
 * `.env.sample`.
 * @param parametersFile the text of azure/azuredeploy.parameters.json
 * @param environmentSample the text of the tenant type's `.env.sample`
 */
export function azureParameters(
  parametersFile: string,
  environmentSample: string,
  tenantType: TenantType,
): string {
  const settings = Object.fromEntries(
    Object.entries(parseEnv(environmentSample)).filter(([name]) => !setElsewhere.includes(name)),
  );
  const parameters = {
    credential: { value: credentials[tenantType] },
    settings: { value: settings },
  };
  return `${JSON.stringify({ ...JSON.parse(parametersFile), parameters }, null, 2)}\n`;
}
