import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';
import { shownRegions } from '../../src/tutorial/shown-regions.ts';
import { filesInTrees } from '../prose/names.ts';
import { stepOrders, steps } from '../steps.ts';

const folder = new URL('../../src/content/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');
const names = (path: string): string[] =>
  readdirSync(new URL(path, folder)).map((file) => file.replace(/\.[^.]+$/, ''));

const errors = names('errors');

it('numbers its steps from 1 on, leaving no number out and giving none twice', () => {
  expect(steps.map((step) => stepOrders.get(step))).toEqual(steps.map((_, index) => index + 1));
});

it('draws every file and folder of the app in the step in which the reader gets it', () => {
  const drawn = filesInTrees(read('tutorials/get-project.mdx'));
  const app = readdirSync(new URL('../../samples/web-app/', import.meta.url), {
    withFileTypes: true,
  });
  const written = app
    .filter((entry) => !['node_modules', 'package-lock.json'].includes(entry.name))
    .filter((entry) => entry.isDirectory() || /\.(?:ts|mjs|cjs|json)$/.test(entry.name))
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  expect(written).toContain('app.ts');
  expect(written.filter((name) => !drawn.includes(name))).toEqual([]);
});

describe.each(steps)('the step %s', (step) => {
  const mdx = read(`tutorials/${step}.mdx`);

  it('closes every block that only some tenant types see', () => {
    expect(mdx.match(/<Tenant\s/g)?.length ?? 0).toBe(mdx.match(/<\/Tenant>/g)?.length ?? 0);
  });

  it.each(tenantTypes)('can be read for %s', (tenantType) => {
    expect(() => shownRegions(mdx, tenantType, step)).not.toThrow();
  });

  it('ends in a checkpoint with a way on for those whom it did not work for', () => {
    expect(mdx).toMatch(/<Checkpoint>[\s\S]+<Fragment slot="not-working">[\s\S]+<\/Checkpoint>/);
  });

  it('holds no code of its own: files of the sample are quoted by region', () => {
    expect(mdx).not.toMatch(/^\s*```(?:ts|js|tsx|json)\b/m);
  });

  it('links only to errors in the catalog', () => {
    const linked = [...mdx.matchAll(/ (?:code|b2c)="([^"]*)"|\/errors\/([^/)\s]+)\//g)];
    for (const [, code, path] of linked) expect(errors).toContain(code ?? path);
  });
});

it.each(errors)('files the error %s under the family that its code says', (code) => {
  const family = /^family: (\w+)$/m.exec(read(`errors/${code}.yaml`))?.[1];
  if (code.startsWith('AADSTS')) expect(family).toBe('aadsts');
  else if (code.startsWith('AADB2C')) expect(family).toBe('aadb2c');
  else expect(['msal', 'app']).toContain(family);
});
