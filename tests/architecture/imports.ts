import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { addressesIn, scriptsOf } from './scripts-of.ts';

export interface Import {
  /** The importing file, from the project's root, with forward slashes. */
  from: string;
  /** What it imports, resolved against the root; only what lies in the project. */
  to: string;
}

export interface Imports {
  imports: Import[];
  /** Files that import each other, as one sentence for each circle. */
  circles: string[];
}

/**
 * Every import between files of the project below the given folders, as dependency-cruiser finds it.
 *
 * It reads neither .astro nor .mdx, and sees no address that is made of import.meta.url and no
 * import.meta.glob. So it gets a copy of the folders in which the scripts of those files are in
 * files of their own, under a name to which the same imports lead ("Page.astro" is "Page.astro.ts"), and
 * in which every such address is an import.
 */
export async function importsBelow(root: string, folders: readonly string[]): Promise<Imports> {
  const copy = mkdtempSync(join(tmpdir(), 'imports-'));
  try {
    for (const folder of folders) copySources(root, copy, folder);
    // All are read before the first gets another name, since addresses name them as they are.
    for (const write of folders.flatMap((folder) => rewritten(copy, folder))) write();
    const { output } = await cruise([...folders], options(copy));
    if (typeof output === 'string') throw new Error(output);
    const imports = output.modules.flatMap(({ source, dependencies }) =>
      dependencies.flatMap(({ module, resolved, couldNotResolve, coreModule }) => {
        if (coreModule) return [];
        if (!couldNotResolve) return [{ from: asWritten(source), to: asWritten(resolved) }];
        // Outside of the folders, or made by the build; what does not begin with a dot is a package.
        const to = posix.join(posix.dirname(source), module);
        return module.startsWith('.') ? [{ from: asWritten(source), to }] : [];
      }),
    );
    const circles = output.summary.violations.map(
      ({ from, cycle = [] }) =>
        `${[from, ...cycle.map(({ name }) => name)].map(asWritten).join(' imports ')}.`,
    );
    return { imports, circles: [...new Set(circles)] };
  } finally {
    rmSync(copy, { recursive: true });
  }
}

const options = (baseDir: string) => ({
  baseDir,
  // Types count for the arrows too.
  tsPreCompilationDeps: true,
  enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.cjs'] },
  ruleSet: {
    forbidden: [
      {
        name: 'no circles',
        severity: 'error' as const,
        from: {},
        // A type that two files share isn't a circle: types are gone when the program runs.
        to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only' as const] } },
      },
    ],
  },
  validate: true,
});

const asWritten = (path: string): string => path.replace(/\.(astro|mdx)\.ts$/, '.$1');

function copySources(root: string, copy: string, folder: string): void {
  const left = /(?:^|[\\/])node_modules(?:[\\/]|$)/;
  cpSync(join(root, folder), join(copy, folder), {
    recursive: true,
    filter: (path) => !left.test(path.slice(root.length)),
  });
}

/** For each file that dependency-cruiser could not read as it is: what replaces it. */
function rewritten(copy: string, folder: string): (() => void)[] {
  return globSync(`${folder}/**/*.{ts,mjs,cjs,astro,mdx}`, { cwd: copy }).flatMap((file) => {
    const path = join(copy, file);
    const written = readFileSync(path, 'utf8');
    const script = scriptsOf(file, written);
    const addresses = addressesIn(script, copy, posix.dirname(file.replaceAll('\\', '/')));
    if (script === written && addresses.length === 0) return [];
    const more = addresses.map((address) => `import '${address}';\n`).join('');
    const name = /\.(?:astro|mdx)$/.test(file) ? `${path}.ts` : path;
    return () => {
      rmSync(path);
      writeFileSync(name, `${script}\n${more}`);
    };
  });
}
