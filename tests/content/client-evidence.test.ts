import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  clientEvidenceSchema,
  clients,
  clientTable,
  tableMarks,
  tenantTypes,
} from '../../src/clients/evidence.ts';
import { tenantTypes as allTenantTypes } from '../../src/practice-tenant/directory/model.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const evidence = clientEvidenceSchema.parse(JSON.parse(read('src/clients/evidence.json')));

const sources = ['tests/practice-tenant', 'tests/e2e']
  .flatMap((folder) => readdirSync(new URL(folder, root)).map((name) => `${folder}/${name}`))
  .filter((path) => /\.(?:test|spec)\.ts$/.test(path))
  .map(read);

/** Titles of the tests in the suites named "<client> with <tenant type>", as they are written now. */
function writtenFor(client: string): string[] {
  return sources.flatMap((source) =>
    source
      .split(/(?=\bdescribe(?:\.each\()?\()/)
      .filter((suite) => /\(['`]([^'`]+) with (?:%s|\$\{type\})['`]/.exec(suite)?.[1] === client)
      .flatMap((suite) => [...suite.matchAll(/\btest\(\s*'((?:[^'\\]|\\.)+)'/g)])
      .map(([, title = '']) => title),
  );
}

describe.each(Object.entries(clients))('the table of clients, for %s,', (client, name) => {
  test('lists what its tests show, as they are written now', () => {
    const written = writtenFor(client);
    expect(written.length).toBeGreaterThan(0);
    expect(Object.keys(evidence.shown[client] ?? {}).sort()).toEqual(written.sort());
  });

  test('was made with the version that is installed', () => {
    const { version } = JSON.parse(read(`node_modules/${name}/package.json`)) as object & {
      version: string;
    };
    expect(evidence.versions[name]).toBe(version);
  });

  test('has a sign-in for each tenant type', () => {
    const tried = new Set(Object.values(evidence.shown[client] ?? {}).flat());
    expect([...tried].sort()).toEqual([...tenantTypes].sort());
  });
});

test('the table names no other clients, and knows all tenant types', () => {
  expect(Object.keys(evidence.shown).sort()).toEqual(Object.keys(clients).sort());
  expect(tenantTypes).toEqual(allTenantTypes);
});

test('the parity page has the table that belongs to the run; scripts/client-evidence.ts writes it', () => {
  const page = read('src/content/docs/reference/parity.mdx');
  const table = page.split(tableMarks.begin)[1]?.split(tableMarks.end)[0]?.trim();
  expect(table).toBe(clientTable(evidence));
});
