import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';

/** Where a person reads words: the site, its samples, its scripts, and the documents of the repository. */
const read =
  /^(?:src|samples|scripts|docs)\/.*\.(?:mdx?|ya?ml|astro|ts|mjs|cjs|js|css)$|^samples\/.*\/\.env[.\w-]*$|^src\/content\/i18n\/.*\.json$|^[A-Z]+\.md$|^astro\.config\.mjs$/;

/** Files that aren't prose of this site, each for a reason. */
const left: readonly [RegExp, string][] = [
  [/^scripts\/prose\/patterns\.yaml$/, 'holds the words that the check refuses'],
  [
    /^src\/content\/glossary\.yaml$/,
    'holds the words that the check refuses; its meanings are checked on their own',
  ],
];

/** Every file that the checks read; those below the given paths when there are any. */
export function filesToRead(paths: readonly string[] = []): string[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...paths],
    { encoding: 'utf8' },
  );
  return [...new Set(listed.split('\n'))].filter(
    (file) => read.test(file) && !left.some(([pattern]) => pattern.test(file)) && exists(file),
  );
}

const exists = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined;
