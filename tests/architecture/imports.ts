import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export interface Import {
  /** The importing file, from the project's root, with forward slashes. */
  from: string;
  /** What it imports, resolved against the root; only what lies in the project. */
  to: string;
}

const sourceFile = /\.(?:ts|mjs|cjs|astro|mdx)$/;
const specifiers = [
  /\b(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/g,
  /\bimport\s*['"]([^'"]+)['"]/g,
  /\bimport\s*\(\s*['"]([^'"]+)['"]/g,
  /\bnew URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g,
  /\bimport\.meta\.glob(?:<[^>]*>)?\(\s*\[?\s*['"]([^'"]+)['"]/g,
];

/** Every import between files of the project below the given folders. */
export function importsBelow(root: string, folders: readonly string[]): Import[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => posix.join(folder, file.replaceAll('\\', '/')))
      .filter((file) => sourceFile.test(file) && !file.includes('node_modules/'))
      .flatMap((from) => importsOf(from, readFileSync(join(root, from), 'utf8'))),
  );
}

export function importsOf(from: string, source: string): Import[] {
  return specifiers.flatMap((pattern) =>
    [...source.matchAll(pattern)].flatMap(([, specifier = '']) => {
      if (specifier.startsWith('.')) return [{ from, to: posix.join(dirname(from), specifier) }];
      if (specifier.startsWith('/')) return [{ from, to: specifier.slice(1) }];
      return [];
    }),
  );
}
