import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../', import.meta.url));
const Lock = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional() })),
});
const { packages: locked } = Lock.parse(
  JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')),
);
const installed = (name: string) => locked[`node_modules/${name}`]?.version ?? '';

/** What pages call a package of this project. */
const packages: Record<string, string> = {
  'MSAL Node': '@azure/msal-node',
  'MSAL Browser': '@azure/msal-browser',
  'Auth.js': '@auth/express',
  Express: 'express',
  Astro: 'astro',
  Starlight: '@astrojs/starlight',
  jose: 'jose',
  zod: 'zod',
  'node-forge': 'node-forge',
  oauth4webapi: 'oauth4webapi',
  'oidc-client-ts': 'oidc-client-ts',
  'oidc-provider': 'oidc-provider',
  'openid-client': 'openid-client',
};
const named = new RegExp(
  `(?<!since )\\b(${Object.keys(packages).join('|').replace('.', '\\.')})\`? v?(\\d+(?:\\.\\d+)*)\\b`,
  'gi',
);

/** One sentence for each version in a text that isn't the beginning of the one that is installed. */
function otherVersions(text: string): string[] {
  return [...text.matchAll(named)].flatMap(([, name = '', version = '']) => {
    const [, dependency = ''] =
      Object.entries(packages).find(([each]) => each.toLowerCase() === name.toLowerCase()) ?? [];
    const own = installed(dependency);
    return `${own}.`.startsWith(`${version}.`) ? [] : [`${name} ${version}, installed: ${own}`];
  });
}

it('names no version of a dependency on a page that isn’t the one that the tests run with', () => {
  const folder = `${root}src/content/`;
  const pages = globSync('**/*.{md,mdx,yaml}', { cwd: folder });
  expect(pages.length).toBeGreaterThan(100);
  const found = pages.flatMap((page) =>
    otherVersions(readFileSync(folder + page, 'utf8')).map((each) => `${page}: ${each}`),
  );
  expect(found).toEqual([]);
});

it('knows the version of each of these packages', () => {
  const gone = Object.values(packages).filter((name) => installed(name) === '');
  expect(gone).toEqual([]);
});

it('notices another major, minor, or patch version', () => {
  const [major = '', minor = ''] = installed('@azure/msal-node').split('.');
  expect(otherVersions(`Tested with MSAL Node ${major}, \`MSAL Node\` ${major}.${minor}.`)).toEqual(
    [],
  );
  for (const version of [`${major}0`, `${major}.${minor}0`, `${major}.${minor}.9999`, '1.0'])
    expect(otherVersions(`Tested with MSAL Node ${version}.`), version).toHaveLength(1);
  expect(otherVersions('Since MSAL Node 1, that’s refused.')).toEqual([]);
});
