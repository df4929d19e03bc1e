import { readFileSync } from 'node:fs';
import { azureParameters } from '../../../../src/downloads/azure-parameters.ts';
import type { TenantType } from '../../../../src/scenarios/tenant-types.ts';
import { webAppFolder } from '../running-web-app.ts';
import {
  type DeploymentTemplate,
  deploymentTemplate,
  type Surroundings,
} from './resolved-template.ts';

const read = (file: string): string => readFileSync(webAppFolder + file, 'utf8');

export const templateText = read('azure/azuredeploy.json');
export const template: DeploymentTemplate = deploymentTemplate.parse(JSON.parse(templateText));

export const identity = {
  principalId: '5e5e5e5e-5555-4555-8555-555555555555',
  clientId: '6f6f6f6f-6666-4666-8666-666666666666',
};
export const deployIdentity = {
  principalId: '7a7a7a7a-7777-4777-8777-777777777777',
  clientId: '8b8b8b8b-8888-4888-8888-888888888888',
};

/** An Azure in which the app is called my-app. */
export const surroundings: Surroundings = {
  subscriptionId: '99999999-9999-4999-8999-999999999999',
  tenantId: '0a0a0a0a-1111-4111-8111-111111111111',
  resourceGroup: 'sign-in-lab',
  location: 'westeurope',
  references: {
    'Microsoft.ManagedIdentity/userAssignedIdentities': {
      'my-app-identity': identity,
      'my-app-deploy': deployIdentity,
    },
    'Microsoft.Cache/redisEnterprise': { 'my-app-sessions': { hostName: 'redis.example' } },
  },
  keys: { primaryKey: 'a/b+c=' },
};

/** The parameters in the zip of a tenant type. */
export function zipParameters(tenantType: TenantType): Record<string, unknown> {
  const text = azureParameters(
    read('azure/azuredeploy.parameters.json'),
    read(`.env.sample.${tenantType}`),
    tenantType,
  );
  const { parameters }: { parameters: Record<string, { value: unknown }> } = JSON.parse(text);
  return Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]));
}
