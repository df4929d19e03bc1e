import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
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
