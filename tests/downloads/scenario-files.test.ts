import { expect, it } from 'vitest';
import { scenarioFiles } from '../../src/downloads/scenario-files.ts';
import { scenarios } from '../../src/scenarios/scenarios.ts';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';

const practice =
  'CLIENT_ID=1\nCLIENT_SECRET=2\nREDIRECT_URI=3\nENDPOINT=https://api.example\n# SCOPE=User.Read\n';
const sources = new Map([
  ['app.ts', '// #region all\nrun();\n// #endregion\n'],
  ['package.json', '{}'],
  ['package-lock.json', '{}'],
  ['.gitignore', '.env\n'],
  ['azure/azuredeploy.parameters.json', '{ "contentVersion": "1.0.0.0", "parameters": {} }'],
  ['app.test.ts', 'never'],
  ['tests/app.ts', 'never'],
  [
    'README.template.md',
    '# {{name}}\n<!-- only b2c -->\nUser flows\n<!-- /only -->\n<!-- only call-api -->\nThe API\n<!-- /only -->\n',
  ],
  ...tenantTypes.flatMap((tenantType) => [
    [`.env.sample.${tenantType}`, `TENANT_TYPE=${tenantType}\n${practice}`] as const,
    [`.env.practice.${tenantType}`, `TENANT_TYPE=${tenantType}\n${practice}`] as const,
  ]),
]);
const filesOf = (name: string) => {
  const scenario = scenarios.find((one) => one.name === name);
  if (!scenario) throw new Error(`no scenario ${name}`);
  return scenarioFiles(sources, scenario, 'MIT');
};

it('names a scenario for each tenant type and capability, in the order of the site', () => {
  const names = scenarios.map(({ name }) => name);
  expect(names.slice(0, 3)).toEqual([
    'web-app-entra-id-sign-in',
    'web-app-entra-id-call-api',
    'web-app-external-id-sign-in',
  ]);
  expect(new Set(names).size).toBe(tenantTypes.length * 2);
});

it('holds the sample, one template, and nothing that only the repository needs', () => {
  expect([...filesOf('web-app-b2c-sign-in').keys()].sort()).toEqual([
    '.env.practice',
    '.env.sample',
    '.gitignore',
    'LICENSE',
    'README.md',
    'app.ts',
    'azure/azuredeploy.parameters.json',
    'package-lock.json',
    'package.json',
  ]);
});

it('keeps authoring marks out of the files', () => {
  expect(filesOf('web-app-b2c-sign-in').get('app.ts')).toBe('run();\n');
});

it('takes the template of its own tenant type', () => {
  expect(filesOf('web-app-external-id-call-api').get('.env.sample')).toMatch(
    /^TENANT_TYPE=external-id\n/,
  );
});

it('switches the API on for the capability that calls it, and comments it out for the other', () => {
  expect(filesOf('web-app-b2c-call-api').get('.env.practice')).toContain(
    '\nENDPOINT=https://api.example\nSCOPE=User.Read\n',
  );
  expect(filesOf('web-app-b2c-sign-in').get('.env.practice')).toContain(
    '\n# ENDPOINT=https://api.example\n# SCOPE=User.Read\n',
  );
});

it('writes the README for exactly its scenario', () => {
  expect(filesOf('web-app-b2c-sign-in').get('README.md')).toBe(
    '# web-app-b2c-sign-in\nUser flows\n',
  );
  expect(filesOf('web-app-entra-id-call-api').get('README.md')).toBe(
    '# web-app-entra-id-call-api\nThe API\n',
  );
});

it('says which file is missing', () => {
  const [scenario] = scenarios;
  if (!scenario) throw new Error('no scenario');
  const incomplete = new Map([...sources].filter(([path]) => path !== 'package-lock.json'));
  expect(() => scenarioFiles(incomplete, scenario, 'MIT')).toThrow(
    "The zip web-app-entra-id-sign-in needs package-lock.json, which the sample doesn't have.",
  );
});

it('fills the parameters for Azure from the template, except for what is a secret or set there', () => {
  const parameters = filesOf('web-app-external-id-call-api').get(
    'azure/azuredeploy.parameters.json',
  );
  expect(JSON.parse(parameters ?? '')).toEqual({
    contentVersion: '1.0.0.0',
    parameters: {
      credential: { value: 'certificate' },
      settings: {
        value: {
          TENANT_TYPE: 'external-id',
          CLIENT_ID: '1',
          ENDPOINT: 'https://api.example',
          SCOPE: 'User.Read',
        },
      },
    },
  });
});
