import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { scenarioFiles } from '../../src/downloads/scenario-files.ts';
import { reproducibleZip } from '../../src/downloads/zip.ts';
import { scenarios } from '../../src/scenarios/scenarios.ts';

const folder = fileURLToPath(new URL('../../samples/web-app', import.meta.url));
const sources = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => !path.includes('node_modules') && statSync(path).isFile())
    .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
);

describe.each(scenarios)('the zip $name', (scenario) => {
  const files = scenarioFiles(sources, scenario, 'MIT');

  it('is complete: every relative import leads to a file in it', () => {
    const imports = [...files].flatMap(([path, text]) =>
      [...text.matchAll(/(?:from|import)\s*'(\.[^']+)'/g)].map(([, to = '']) =>
        join(path, '..', to),
      ),
    );
    expect(imports.length).toBeGreaterThan(20);
    expect(imports.filter((path) => !files.has(path))).toEqual([]);
  });

  it('is set up for its tenant type, and for its capability only', () => {
    for (const name of ['.env.sample', '.env.practice']) {
      const environment = files.get(name) ?? '';
      expect(environment).toMatch(new RegExp(`^TENANT_TYPE=${scenario.tenantType}$`, 'm'));
      const set = /^ENDPOINT=.+$/m.test(environment) && /^SCOPE=.+$/m.test(environment);
      expect(set).toBe(scenario.capability === 'call-api');
    }
  });

  it('holds no authoring marks, no tests and no other templates', () => {
    expect([...files].filter(([, text]) => text.includes('#region'))).toEqual([]);
    const surplus = [...files.keys()].filter((path) =>
      /test|README\.template|\.env\.(?:sample|practice)\./.test(path),
    );
    expect(surplus).toEqual([]);
  });

  it('has what a deployment to Azure needs, for its tenant type', () => {
    const inAzure = [...files.keys()].filter((path) => path.startsWith('azure/')).sort();
    expect(inAzure).toEqual([
      'azure/azuredeploy.json',
      'azure/azuredeploy.parameters.json',
      'azure/deploy.yml',
      'azure/identity-token.ts',
    ]);
    const { parameters } = JSON.parse(files.get('azure/azuredeploy.parameters.json') ?? '');
    const sample = parseEnv(files.get('.env.sample') ?? '');
    const { CLIENT_SECRET: _, REDIRECT_URI: __, ...settings } = sample;
    expect(parameters.settings.value).toEqual(settings);
    expect(JSON.stringify(settings)).toContain('<your client ID>');
    // What the template requires and the reader doesn't give on the command line.
    const template = JSON.parse(files.get('azure/azuredeploy.json') ?? '');
    const required = Object.keys(template.parameters).filter(
      (name) => template.parameters[name].defaultValue === undefined && name !== 'appName',
    );
    expect(Object.keys(parameters).sort()).toEqual(required.sort());
  });

  it('locks every version and names no registry', () => {
    const lock = files.get('package-lock.json') ?? '';
    expect(lock).toContain('"integrity"');
    expect(lock).not.toContain('"resolved"');
  });

  it('has the same bytes every time', () => {
    const again = scenarioFiles(sources, scenario, 'MIT');
    expect(reproducibleZip(scenario.name, again)).toEqual(reproducibleZip(scenario.name, files));
  });
});
