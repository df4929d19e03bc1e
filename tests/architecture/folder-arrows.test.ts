import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { arrowsBroken, heldFolders } from './arrows.ts';
import { importsBelow, importsOf } from './imports.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('lets every import point the way the architecture points', () => {
  const imports = importsBelow(root, heldFolders);
  expect(imports.length).toBeGreaterThan(20);
  expect(arrowsBroken(imports)).toEqual([]);
});

it.each([
  ['an import', 'src/auth/trace.ts', "import { x } from '../pages/index.ts';"],
  ['an import over lines', 'src/auth/a.ts', "import {\n  x,\n} from '../downloads/zip.ts';"],
  ['a type import', 'src/practice-tenant/a.ts', "import type { X } from '../auth/trace.ts';"],
  ['a re-export', 'src/downloads/a.ts', "export * from '../auth/index.ts';"],
  [
    'an import for its effect',
    'samples/web-app/sign-in/protocol/a.ts',
    "import '../../config.ts';",
  ],
  ['a dynamic import', 'src/auth/a.ts', "await import('../practice-tenant/index.ts')"],
  ['a glob', 'src/auth/a.ts', "import.meta.glob<string>(['/samples/web-app/*.ts'])"],
  ['an Astro page', 'src/shell/A.astro', "---\nimport A from '../pages/A.astro';\n---\n"],
  ['an MDX step', 'src/content/a.mdx', "import { x } from '../practice-tenant/index.ts';\n"],
  ['a file address', 'src/auth/a.ts', "new URL('../server/main.ts', import.meta.url)"],
])('notices %s against an arrow', (_, file, source) => {
  expect(arrowsBroken(importsOf(file, source))).toHaveLength(1);
});

it('lets a page import a component, and the server the practice tenant', () => {
  const allowed = [
    ...importsOf('src/pages/index.astro', "import A from '../shell/A.astro';"),
    ...importsOf('src/server/main.ts', "import { x } from '../practice-tenant/index.ts';"),
  ];
  expect(allowed).toHaveLength(2);
  expect(arrowsBroken(allowed)).toEqual([]);
});
