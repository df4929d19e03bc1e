import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { arrowsBroken, arrowsUnused, foldersInBothDirections, heldFolders } from './arrows.ts';
import { type Imports, importsBelow } from './imports.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The imports of a project that has these files and no others. */
async function importsAmong(files: Record<string, string>): Promise<Imports> {
  const project = mkdtempSync(join(tmpdir(), 'project-'));
  try {
    for (const folder of heldFolders) mkdirSync(join(project, folder));
    for (const [path, source] of Object.entries(files)) {
      mkdirSync(join(project, dirname(path)), { recursive: true });
      writeFileSync(join(project, path), source);
    }
    return await importsBelow(project, heldFolders);
  } finally {
    rmSync(project, { recursive: true });
  }
}

it('lets every import point the way the architecture points, and none in a circle', async () => {
  const { imports, circles } = await importsBelow(root, heldFolders);
  expect(imports.length).toBeGreaterThan(1_000);
  for (const kind of ['.ts', '.astro', '.mdx', '.mjs'])
    expect(imports.filter(({ from }) => from.endsWith(kind)).length, kind).toBeGreaterThan(0);
  expect(arrowsBroken(imports)).toEqual([]);
  expect(circles).toEqual([]);
  expect(arrowsUnused(imports)).toEqual([]);
  expect(foldersInBothDirections(imports)).toEqual([]);
});

it.each([
  ['an import', 'src/auth/trace.ts', "import { x } from '../pages/index.ts';"],
  ['an import over lines', 'src/auth/a.ts', "import {\n  x,\n} from '../downloads/zip.ts';"],
  ['a type import', 'src/practice-tenant/a.ts', "import type { X } from '../auth/trace.ts';"],
  ['a re-export', 'src/downloads/a.ts', "export * from '../auth/index.ts';"],
  ['an import for its effect', 'src/scenarios/a.ts', "import '../server/config.ts';"],
  ['a dynamic import', 'src/auth/a.ts', "await import('../practice-tenant/index.ts')"],
  ['a glob', 'src/downloads/a.ts', "import.meta.glob<string>(['/samples/web-app/*.ts'])"],
  ['an Astro page', 'src/shell/A.astro', "---\nimport A from '../pages/A.astro';\n---\n<p>A</p>"],
  ['a script', 'src/shell/A.astro', "<p>A</p>\n<script>\n  import '../pages/a.ts';\n</script>"],
  ['an MDX step', 'src/content/a.mdx', "import { x } from '../practice-tenant/index.ts';\n\n# A\n"],
  ['a file address', 'src/auth/a.ts', "new URL('../server/main.ts', import.meta.url)"],
  ['a folder address', 'src/auth/a.ts', "new URL('../server/', import.meta.url)"],
  ['a test of what is built', 'tests/a.test.ts', "import '../dist/server/entry.mjs';"],
])('notices %s against an arrow', async (_, file, source) => {
  const there = { 'samples/web-app/app.ts': '', 'src/server/main.ts': '' };
  const { imports } = await importsAmong({ ...there, [file]: source });
  expect(arrowsBroken(imports)).toHaveLength(1);
});

it('lets a page import a component, and the server the practice tenant', async () => {
  const { imports } = await importsAmong({
    'src/pages/index.astro': "---\nimport A from '../shell/A.astro';\n---\n<A />",
    'src/shell/A.astro': '<p>A</p>',
    'src/server/main.ts': "import { x } from '../practice-tenant/index.ts';",
  });
  expect(imports).toEqual([
    { from: 'src/pages/index.astro', to: 'src/shell/A.astro' },
    { from: 'src/server/main.ts', to: 'src/practice-tenant/index.ts' },
  ]);
  expect(arrowsBroken(imports)).toEqual([]);
});

it('takes no code in the prose of a document for an import', async () => {
  const { imports } = await importsAmong({
    'src/content/a.mdx': "# A\n\n```ts\nimport { x } from '../practice-tenant/index.ts';\n```\n",
  });
  expect(imports).toEqual([]);
});

describe('a circle', () => {
  it('is told file by file, within a folder too', async () => {
    const { circles } = await importsAmong({
      'src/auth/a.ts': "import './B.astro';",
      'src/auth/B.astro': "---\nimport { c } from './c.ts';\n---\n<p>{c}</p>",
      'src/auth/c.ts': "export * from './a.ts';",
    });
    expect(circles.length).toBeGreaterThan(0);
    for (const part of ['src/auth/a.ts', 'src/auth/B.astro', 'src/auth/c.ts'])
      expect(circles.join()).toContain(part);
  });

  it('is none when only a type goes round', async () => {
    const { circles } = await importsAmong({
      'src/auth/a.ts': "import { b } from './b.ts';\nexport type A = typeof b;",
      'src/auth/b.ts': "import type { A } from './a.ts';\nexport const b = (a: A) => a;",
    });
    expect(circles).toEqual([]);
  });
});
