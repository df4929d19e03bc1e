import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const Lock = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().optional() }).loose()),
});
const Manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

const samples = new URL('../../samples/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, samples), 'utf8');
const manifestOf = (sample: string) => Manifest.parse(JSON.parse(read(`${sample}/package.json`)));
/** What `npm install` puts into the sample's node_modules. */
const installedFor = (sample: string) =>
  Object.entries(Lock.parse(JSON.parse(read(`${sample}/package-lock.json`))).packages).filter(
    ([path]) => path !== '',
  );

const importsIn = (path: string): string[] =>
  [...read(path).matchAll(/(?:from|import) '([^']+)'/g)].map(([, name = '']) => name);

/** The packages that a sample's files import, and those of other samples that they bring along. */
function importedBy(sample: string): Set<string> {
  const waiting = globSync(`${sample}/**/*.ts`, { cwd: samples.pathname });
  const seen = new Set<string>();
  const packages = new Set<string>();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path) || path.includes('node_modules')) continue;
    seen.add(path);
    for (const name of importsIn(path)) {
      if (name.startsWith('.')) waiting.push(new URL(name, `file:///${path}`).pathname.slice(1));
      else packages.add(name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
    }
  }
  return packages;
}

describe.each(['web-app', 'protected-api', 'middle-tier'])('the packages of %s', (sample) => {
  test('are all imported by its code', () => {
    const imported = importedBy(sample);
    const unused = Object.keys(manifestOf(sample).dependencies).filter((it) => !imported.has(it));
    expect(unused).toEqual([]);
  });

  test('for development are TypeScript and the types of what it imports', () => {
    const needed = [
      '@types/express',
      '@types/node',
      ...('node-forge' in manifestOf(sample).dependencies ? ['@types/node-forge'] : []),
      'typescript',
    ];
    expect(Object.keys(manifestOf(sample).devDependencies)).toEqual(needed);
  });

  test('include one part of the Redis client, not those for databases that it never asks', () => {
    const names = installedFor(sample).map(([path]) => path.split('node_modules/').at(-1));
    const redis = names.filter((name) => name?.includes('redis'));
    expect(redis).toEqual(sample === 'web-app' ? ['@redis/client'] : []);
  });
});

test('the README says how many packages npm install downloads, and how many the app needs to run', () => {
  const installed = installedFor('web-app');
  const running = installed.filter(([, { dev }]) => dev !== true);
  const readme = read('web-app/README.template.md');
  expect(readme).toContain(`\`npm install\` downloads ${installed.length} packages,`);
  expect(readme).toContain(`(\`npm ci --omit=dev\`), there are ${running.length},`);
});
