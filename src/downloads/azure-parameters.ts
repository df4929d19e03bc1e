import type { TenantType } from '../scenarios/tenant-types.ts';

/** Its path in a zip. */
export const azureParametersFile = 'azure/azuredeploy.parameters.json';

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
  const file = JSON.parse(parametersFile);
  const credential = { value: credentials[tenantType] };
  return withSettings(
    { ...file, parameters: { ...file.parameters, credential } },
    environmentSample,
  );
}

/** The same parameters with the settings of another `.env`. It runs in browsers too. */
export const azureParametersWith = (parametersFile: string, environment: string): string =>
  withSettings(JSON.parse(parametersFile), environment);

function withSettings(file: { parameters: object }, environment: string): string {
  const settings = { value: settingsIn(environment) };
  return `${JSON.stringify({ ...file, parameters: { ...file.parameters, settings } }, null, 2)}\n`;
}

/** The templates' values have neither quotation marks nor comments beside them. */
const settingsIn = (environment: string): Record<string, string> =>
  Object.fromEntries(
    [...environment.matchAll(/^([A-Z][A-Z\d_]*)=(.*)$/gm)]
      .map(([, name = '', value = '']): [string, string] => [name, value])
      .filter(([name]) => !setElsewhere.includes(name))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
