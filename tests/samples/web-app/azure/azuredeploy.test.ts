import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tenantTypes } from '../../../../src/scenarios/tenant-types.ts';
import { webAppFolder } from '../running-web-app.ts';
import {
  deploymentTemplate,
  type ResolvedTemplate,
  resolvedTemplate,
} from './resolved-template.ts';
import { mistakesIn } from './resource-types.ts';
import {
  deployIdentity,
  identity,
  surroundings,
  template,
  templateText,
  zipParameters,
} from './sample-deployment.ts';
import { callsIn, parseExpression, textsIn } from './template-expression.ts';

const first = { appName: 'my-app', sessionSecret: 'a session secret', clientSecret: 'a secret' };
const everything = {
  ...first,
  stagingSlot: true,
  planSku: 'P0v3',
  instances: 2,
  gitHubSubject: 'repo:octo-org@1/octo-repo@2:environment:production',
};
const deployments = tenantTypes.flatMap((tenantType) => [
  { tenantType, kind: 'the first time', given: { ...zipParameters(tenantType), ...first } },
  { tenantType, kind: 'with everything', given: { ...zipParameters(tenantType), ...everything } },
  { tenantType, kind: 'again', given: { ...zipParameters(tenantType), appName: 'my-app' } },
]);
const deployed = (given: Record<string, unknown>): ResolvedTemplate =>
  resolvedTemplate(template, given, surroundings);
const bodyOf = (resolved: ResolvedTemplate, type: string, name = ''): Record<string, unknown> => {
  const found = resolved.resources.find((one) => one.type === type && one.name.endsWith(name));
  if (found === undefined) throw new Error(`The template makes no ${type} ${name}.`);
  return found.body;
};

describe.each(deployments)('the template for $tenantType, $kind', ({ given }) => {
  const resolved = deployed(given);

  it('has only properties, values and types that Microsoft’s template reference lists', () => {
    expect(resolved.resources.flatMap(({ type, body }) => mistakesIn(type, body))).toEqual([]);
  });

  it('waits only for resources that it has, and for the parent of each', () => {
    // A resource whose condition is false isn't waited for.
    const all = deployed({ ...given, ...everything }).resources.map(({ id }) => id);
    const waitedFor = resolved.resources.flatMap(({ dependsOn }) => dependsOn);
    expect(waitedFor.filter((id) => !all.includes(id))).toEqual([]);
    for (const { id, dependsOn } of resolved.resources) {
      const parent = id.replace(/\/[^/]+\/[^/]+$/, '');
      if (all.includes(parent)) expect(dependsOn, id).toContain(parent);
    }
  });
});

/** The expressions of the template, and of the calls in them those with a plain name. */
const expressions = textsIn(template).flatMap((text) => parseExpression(text) ?? []);
const namesIn = (name: string): Set<string> =>
  new Set(
    expressions
      .flatMap(callsIn)
      .filter((call) => call.name === name)
      .map(({ args: [arg] }) => (arg?.kind === 'value' ? String(arg.value) : 'an expression')),
  );

describe('the template', () => {
  it('uses every parameter and variable that it has, and no other', () => {
    expect([...namesIn('parameters')].sort()).toEqual(Object.keys(template.parameters).sort());
    expect([...namesIn('variables')].sort()).toEqual(Object.keys(template.variables).sort());
  });

  it('takes secrets as secure strings without a value, and gives none back', () => {
    const secrets = Object.entries(template.parameters).filter(([name]) => /secret/i.test(name));
    expect(secrets.map(([name]) => name)).toEqual(['clientSecret', 'sessionSecret']);
    for (const [, { type, defaultValue }] of secrets)
      expect({ type, defaultValue }).toEqual({ type: 'securestring', defaultValue: '' });
    const { outputs } = template;
    const calls = textsIn(outputs).flatMap((text) => {
      const expression = parseExpression(text);
      return expression ? callsIn(expression) : [];
    });
    expect(calls.filter(({ name }) => name === 'listKeys')).toEqual([]);
    const shown = JSON.stringify(deployed({ ...zipParameters('b2c'), ...everything }).outputs);
    for (const secret of ['a session secret', 'a secret', 'a/b+c='])
      expect(shown).not.toContain(secret);
  });

  it('puts no secret into an app setting: each is a reference to Key Vault', () => {
    const resolved = deployed({ ...zipParameters('b2c'), ...everything });
    const vault = bodyOf(resolved, 'Microsoft.KeyVault/vaults')['name'];
    for (const type of ['Microsoft.Web/sites/config', 'Microsoft.Web/sites/slots/config'])
      expect(bodyOf(resolved, type)['properties']).toMatchObject({
        SESSION_SECRET: `@Microsoft.KeyVault(VaultName=${vault};SecretName=session-secret)`,
        REDIS_URL: `@Microsoft.KeyVault(VaultName=${vault};SecretName=redis-url)`,
        CLIENT_SECRET: `@Microsoft.KeyVault(VaultName=${vault};SecretName=client-secret)`,
      });
    const secret = (name: string) =>
      bodyOf(resolved, 'Microsoft.KeyVault/vaults/secrets', `/${name}`)['properties'];
    expect(secret('session-secret')).toEqual({ value: 'a session secret' });
    expect(secret('client-secret')).toEqual({ value: 'a secret' });
    expect(secret('redis-url')).toEqual({ value: 'rediss://:a%2Fb%2Bc%3D@redis.example:10000' });
  });

  it('keeps the secrets that are in Key Vault when they aren’t given again', () => {
    const { resources } = deployed({ ...zipParameters('entra-id'), appName: 'my-app' });
    const names = resources
      .filter(({ type }) => type === 'Microsoft.KeyVault/vaults/secrets')
      .map(({ name }) => name.split('/')[1]);
    expect(names).toEqual(['redis-url']);
  });

  it('makes an app with https only, no session affinity, no FTP and no publishing password', () => {
    const resolved = deployed({ ...zipParameters('entra-id'), ...everything });
    for (const type of ['Microsoft.Web/sites', 'Microsoft.Web/sites/slots']) {
      expect(bodyOf(resolved, type)['properties']).toMatchObject({
        httpsOnly: true,
        clientAffinityEnabled: false,
        siteConfig: {
          linuxFxVersion: 'NODE|24-lts',
          healthCheckPath: '/healthz',
          minTlsVersion: '1.2',
          ftpsState: 'Disabled',
        },
      });
      for (const name of ['/scm', '/ftp'])
        expect(
          bodyOf(resolved, `${type}/basicPublishingCredentialsPolicies`, name)['properties'],
        ).toEqual({ allow: false });
    }
  });

  it('makes a session store with one address, over TLS on port 10000', () => {
    const resolved = deployed({ ...zipParameters('entra-id'), ...first });
    expect(bodyOf(resolved, 'Microsoft.Cache/redisEnterprise/databases')['properties']).toEqual({
      clientProtocol: 'Encrypted',
      port: 10_000,
      clusteringPolicy: 'EnterpriseCluster',
      accessKeysAuthentication: 'Enabled',
    });
  });

  it('gives the app’s identity nothing but reading secrets of this vault', () => {
    const { resources } = deployed({ ...zipParameters('entra-id'), ...first });
    const roles = resources.filter(({ type }) => type.endsWith('/roleAssignments'));
    expect(roles).toHaveLength(1);
    const [role] = roles;
    expect(role?.id).toMatch(
      /\/vaults\/kv\w+\/providers\/Microsoft\.Authorization\/roleAssignments\//,
    );
    expect(role?.body['properties']).toMatchObject({
      principalId: identity.principalId,
      // Key Vault Secrets User
      roleDefinitionId: expect.stringMatching(/\/4633458b-17de-408a-b874-0445c86b69e6$/),
    });
  });

  it('lets a workflow on GitHub change only this app, and only if its subject is given', () => {
    const without = deployed({ ...zipParameters('entra-id'), ...first });
    expect(without.resources.filter(({ name }) => name.includes('-deploy'))).toEqual([]);
    expect(without.outputs['deployClientId']).toBe('');
    const resolved = deployed({ ...zipParameters('entra-id'), ...everything });
    expect(resolved.outputs['deployClientId']).toBe(deployIdentity.clientId);
    const type = 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials';
    expect(bodyOf(resolved, type)['properties']).toEqual({
      issuer: 'https://token.actions.githubusercontent.com',
      subject: everything.gitHubSubject,
      audiences: ['api://AzureADTokenExchange'],
    });
    const role = resolved.resources.find(({ id }) =>
      /\/Microsoft\.Web\/sites\/my-app\/providers\/Microsoft\.Authorization\//.test(id),
    );
    expect(role?.body['properties']).toMatchObject({
      principalId: deployIdentity.principalId,
      // Website Contributor
      roleDefinitionId: expect.stringMatching(/\/de139f84-1756-47ae-9be6-808fbbe84772$/),
    });
  });

  it('says what the registration has to trust', () => {
    const { outputs } = deployed({ ...zipParameters('entra-id'), ...first });
    expect(outputs['federatedCredential']).toEqual({
      name: 'app-service',
      issuer: `https://login.microsoftonline.com/${surroundings.tenantId}/v2.0`,
      subject: identity.principalId,
      audiences: ['api://AzureADTokenExchange'],
    });
    expect(outputs['origin']).toBe('https://my-app.azurewebsites.net');
  });

  it('starts the app with files that the zip has', () => {
    const { resources } = deployed({ ...zipParameters('entra-id'), ...first });
    const [, files = ''] = /"appCommandLine":"node ([^"]+)"/.exec(JSON.stringify(resources)) ?? [];
    expect(files).toBe('--import ./azure/identity-token.ts app.ts');
    expect(readdirSync(`${webAppFolder}azure`)).toContain('identity-token.ts');
    expect(readdirSync(webAppFolder)).toContain('app.ts');
  });

  it('has a version of Node that the sample supports', () => {
    const { engines } = JSON.parse(readFileSync(`${webAppFolder}package.json`, 'utf8'));
    expect(engines.node).toBe('>=22.18');
    expect(templateText).toContain('"NODE|24-lts"');
  });
});

describe('a mistake in the template is found', () => {
  const broken = (from: string, to: string) => {
    expect(templateText).toContain(from);
    const changed = deploymentTemplate.parse(JSON.parse(templateText.replace(from, to)));
    const given = { ...zipParameters('entra-id'), ...everything };
    return () => {
      const { resources } = resolvedTemplate(changed, given, surroundings);
      return resources.flatMap(({ type, body }) => mistakesIn(type, body));
    };
  };

  it.each([
    ['a misspelled property', '"httpsOnly"', '"httpOnly"'],
    ['a wrong value', '"ftpsState": "Disabled"', '"ftpsState": "Off"'],
    ['a wrong type', '"alwaysOn": true', '"alwaysOn": "true"'],
    ['a missing property', '"publicNetworkAccess": "Enabled"', '"publicNetworkAcces": "Enabled"'],
    ['another version of the API', '"2025-07-01"', '"2025-08-01"'],
    ['a name that Azure doesn’t take', "'-sessions'", "'_sessions'"],
  ])('%s', (_, from, to) => {
    const found = ((): string[] => {
      try {
        return broken(from, to)();
      } catch (error) {
        return [String(error)];
      }
    })();
    expect(found.length).toBeGreaterThan(0);
  });

  it.each([
    ['an unknown parameter', "parameters('stagingSlot')", "parameters('slot')"],
    ['an unknown variable', "variables('redisPort')", "variables('port')"],
    ['an unknown property of a resource', ').hostName', ').host'],
    ['a bracket that is missing', "variables('plan'))]", "variables('plan')]"],
  ])('%s', (_, from, to) => {
    expect(broken(from, to)).toThrow();
  });
});
