import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { type Import, importsBelow } from './imports.ts';
import { practiceTenant, practiceTenantArrows } from './practice-tenant-floors.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { imports } = await importsBelow(root, [practiceTenant]);
const folders = new Set(imports.map(({ from }) => posix.dirname(from)));

it('gives every folder of the practice tenant a floor, and no floor to a folder that is gone', () => {
  const gone = Object.keys(practiceTenantArrows).filter(
    (row) => ![...folders].some((folder) => folder === row || folder.startsWith(`${row}/`)),
  );
  const without = [...folders].filter((folder) => practiceTenantArrows[folder] === undefined);
  expect({ gone, without }).toEqual({ gone: [], without: [] });
});

it('lets no two folders of the practice tenant import each other', () => {
  expect(mutual(imports)).toEqual([]);
});

it('notices two folders that import each other', () => {
  const back: Import = {
    from: 'src/practice-tenant/store/a.ts',
    to: 'src/practice-tenant/provider/b.ts',
  };
  expect(mutual([...imports, back])).toEqual([
    'src/practice-tenant/provider and src/practice-tenant/store import each other.',
  ]);
});

it('has no circle of floors: a folder is above everything that it imports', () => {
  const circles = Object.keys(practiceTenantArrows).filter((row) => reached(row).has(row));
  expect(circles).toEqual([]);
});

/** One sentence for each pair. */
function mutual(all: readonly Import[]): string[] {
  const pairs = new Set(all.map(({ from, to }) => `${posix.dirname(from)} ${posix.dirname(to)}`));
  return [...pairs].flatMap((pair) => {
    const [from = '', to = ''] = pair.split(' ');
    return from < to && pairs.has(`${to} ${from}`) ? [`${from} and ${to} import each other.`] : [];
  });
}

/** Every folder that can be reached from one along the arrows. */
function reached(start: string): Set<string> {
  const found = new Set<string>();
  const open = [start];
  for (let row = open.pop(); row !== undefined; row = open.pop()) {
    for (const below of practiceTenantArrows[row] ?? []) {
      if (!found.has(below)) open.push(below);
      found.add(below);
    }
  }
  return found;
}
