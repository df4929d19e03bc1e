import { globSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** What of a file is TypeScript: of a page its head and its scripts, of a document its imports; else all of it. */
export function scriptsOf(file: string, source: string): string {
  if (file.endsWith('.astro')) {
    const [head = ''] = [...source.matchAll(/^---\n(.*?)^---$/gms)].map(([, code]) => code);
    const scripts = [...source.matchAll(/<script\b[^>]*>(.*?)<\/script>/gs)].map(
      ([, code]) => code,
    );
    return [head, ...scripts.filter((code) => /\bimport\b/.test(code ?? ''))].join('\n');
  }
  if (!file.endsWith('.mdx')) return source;
  const prose = source.replace(/^(```+)[\s\S]*?^\1$/gm, '');
  return [...prose.matchAll(/^(?:import|export)\b[^;]*;/gm)].map(([code]) => code).join('\n');
}

const written = [
  /\bnew URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g,
  /\bimport\.meta\.glob(?:<[^>]*>)?\(\s*\[?\s*['"]([^'"]+)['"]/g,
];

/**
 * The files that a script names by an address made of import.meta.url, or by import.meta.glob, as it
 * would import them. A folder means the files in it.
 * @param root where addresses that begin with a slash, and `folder`, are
 */
export function addressesIn(script: string, root: string, folder: string): string[] {
  return written
    .flatMap((pattern) => [...script.matchAll(pattern)].map(([, address = '']) => address))
    .map((address) =>
      address.startsWith('/') ? address.slice(1) : posix.join(folder, address).replace(/\/$/, ''),
    )
    .filter((path) => path !== '.' && !path.startsWith('..'))
    .flatMap((path) => {
      const isFolder = statSync(join(root, path), { throwIfNoEntry: false })?.isDirectory();
      if (isFolder) return globSync(`${path}/**/*.*`, { cwd: root });
      return path.includes('*') ? globSync(path, { cwd: root }) : [path];
    })
    .map((path) => {
      const relative = posix.relative(folder, path.replaceAll('\\', '/'));
      return relative.startsWith('.') ? relative : `./${relative}`;
    });
}
