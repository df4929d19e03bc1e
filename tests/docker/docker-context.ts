import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The files below a folder that `docker build` would see: the last line of `.dockerignore` that matches
 * a file, or a folder that it is in, decides.
 */
export function dockerContext(folder: string): string[] {
  const rules = readFileSync(join(folder, '.dockerignore'), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({
      isException: line.startsWith('!'),
      pattern: asRegExp(line.replace(/^!/, '')),
    }));
  const isIgnored = (file: string): boolean => {
    const parts = file.split('/');
    const paths = parts.map((_part, index) => parts.slice(0, index + 1).join('/'));
    const last = rules.findLast(({ pattern }) => paths.some((path) => pattern.test(path)));
    return last !== undefined && !last.isException;
  };
  return filesBelow(folder).filter((file) => !isIgnored(file));
}

/** Unlike in a shell, a star also matches a dot at the beginning of a name. */
function asRegExp(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/|\*\*|\*|\?/g, (sign) => signs[sign] ?? sign);
  return new RegExp(`^${source}$`);
}

const signs: Record<string, string> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };

/** All files, apart from those of the packages and of git, which are many. */
function filesBelow(folder: string, path = ''): string[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
    const file = path === '' ? entry.name : `${path}/${entry.name}`;
    if (!entry.isDirectory()) return [file];
    const isLarge = entry.name === 'node_modules' || entry.name === '.git';
    return isLarge ? [`${file}/…`] : filesBelow(folder, file);
  });
}
