import { readdirSync, statSync } from 'node:fs';
import { normalize } from 'node:path';

/** Where a person reads words: the site, its samples, its scripts, and the documents of the repository. */
const read =
  /^(?:src|samples|scripts|docs)\/.*\.(?:mdx?|ya?ml|astro|ts|mjs|cjs|js|css)$|^samples\/.*\/\.env\.[.\w-]*$|^src\/content\/i18n\/.*\.json$|^[A-Z]+\.md$|^astro\.config\.mjs$/;

/** Files that aren't this site's prose, each with its reason. */
const left: readonly [RegExp, string][] = [
  [/^samples\/web-app\/azure\/deploy\.yml$/, 'has the commands of other programs'],
  [/^scripts\/prose\/patterns\.yaml$/, 'has the phrases that the check refuses'],
];

/** Every file that the checks read; only those at or below the given paths, if there are any. */
export function filesToRead(paths: readonly string[] = []): string[] {
  const found = (paths.length > 0 ? paths : ['.']).flatMap((path) => filesBelow(slashes(path)));
  return [...new Set(found)].filter(
    (file) => read.test(file) && !left.some(([pattern]) => pattern.test(file)),
  );
}

const slashes = (path: string): string => normalize(path).replaceAll('\\', '/').replace(/\/$/, '');

function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .filter(({ name }) => name !== 'node_modules')
    .filter((entry) => !(entry.isDirectory() && /^(?:\.|dist$|tests$|public$)/.test(entry.name)))
    .flatMap(({ name }) => filesBelow(path === '.' ? name : `${path}/${name}`));
}
