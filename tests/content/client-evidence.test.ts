import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { clientEntries } from '../../src/clients/clients.ts';
import {
  type ClientEvidence,
  clientEvidenceSchema,
  clientTables,
  tableMarks,
} from '../../src/clients/evidence.ts';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const evidence = clientEvidenceSchema.parse(JSON.parse(read('src/clients/evidence.json')));

const sources = ['tests/practice-tenant', 'tests/clients', 'tests/e2e']
  .flatMap((folder) => readdirSync(new URL(folder, root)).map((name) => `${folder}/${name}`))
  .filter((path) => /\.(?:test|spec)\.ts$/.test(path))
  .map(read);

/** Titles of the tests in the suites named "<client> with <tenant type>", as they are written now. */
function writtenFor(client: string): string[] {
  return sources.flatMap((source) =>
    source
      .split(/(?=\bdescribe(?:\.each)?\()/)
      .filter((suite) => /\(\s*['`]([^'`]+) with (?:%s|\$\{type\})['`]/.exec(suite)?.[1] === client)
      .flatMap((suite) => [...suite.matchAll(/\btest\(\s*'((?:[^'\\]|\\.)+)'/g)])
      .map(([, title = '']) => title),
  );
}

const lockFile = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional() })),
});
const locked = (path: string) => lockFile.parse(JSON.parse(read(path))).packages;
const lockedPackages = {
  npm: locked('package-lock.json'),
  'npm, tests/clients': locked('tests/clients/package-lock.json'),
};

describe.each(clientEntries)('the tables of clients, for %s,', (client, facts) => {
  const { from, package: name, setting = {}, cannot = {} } = facts;

  test('list what its tests show, as they are written now', () => {
    const written = writtenFor(client);
    expect(written.length).toBeGreaterThan(0);
    expect(Object.keys(evidence.shown[client] ?? {}).sort()).toEqual(written.sort());
  });

  // Debian's versions differ from machine to machine: the page has those of the run.
  test('have its version: of npm’s packages, the one that is installed', () => {
    expect(evidence.versions[name]).toMatch(/^\d+\.\d+/);
    if (from !== 'Debian')
      expect(evidence.versions[name]).toBe(lockedPackages[from][`node_modules/${name}`]?.version);
  });

  test('have a sign-in for each tenant type, or the reason why there is none', () => {
    const passed = new Set(Object.values(evidence.shown[client] ?? {}).flat());
    const reasons = Object.keys(cannot);
    expect([...passed, ...reasons].sort()).toEqual([...tenantTypes].sort());
    // A setting is for a tenant type with which the client works.
    expect(Object.keys(setting).filter((type) => reasons.includes(type))).toEqual([]);
  });
});

const firstRow = (shown: ClientEvidence['shown']): string[] =>
  clientTables({ date: '2026-01-02', versions: { '@azure/msal-node': '1.2.3' }, shown })
    .split('\n')[2]
    ?.split(' | ')
    .slice(0, 5) ?? [];

test('a client works with a tenant type if a test passed with it, perhaps with a setting', () => {
  const of = (types: ClientEvidence['shown'][string][string]) =>
    firstRow({ 'MSAL Node': { 'signs in': types } });
  expect(of(['entra-id', 'external-id-custom-domain'])).toEqual([
    '| MSAL Node 1.2.3',
    'yes',
    'not tried',
    'setting',
    'not tried',
  ]);
  expect(of([...tenantTypes]).slice(1)).toEqual(['yes', 'yes', 'setting', 'yes']);
});

test('a client that can’t work with a tenant type isn’t said to be untried', () => {
  const tables = clientTables(evidence);
  expect(tables).not.toContain('not tried');
  expect(tables).toMatch(/\| @azure\/identity \d[\d.]* \| yes \| yes \| yes \| no \| B2C: /);
});

test('the tables name no other clients', () => {
  expect(Object.keys(evidence.shown).sort()).toEqual(
    clientEntries.map(([client]) => client).sort(),
  );
});

test('the page has the tables that belong to the run; scripts/client-evidence.ts writes it', () => {
  const page = read('src/content/docs/reference/any-app.mdx');
  const table = page.split(tableMarks.begin)[1]?.split(tableMarks.end)[0]?.trim();
  expect(table).toBe(clientTables(evidence));
});
