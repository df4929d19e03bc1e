import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A change of code as a page shows it. */
export interface Change {
  /** Path below `samples`. */
  file: string;
  /** The lines that are there, and what they become. */
  before: string;
  after: string;
}

/** The section of a page that is its exercise. */
export function exerciseOf(page: string): string {
  const text = readFileSync(join(root, 'src/content', page), 'utf8');
  const [, exercise, another] = text.split(/^## Exercise: /m);
  if (exercise === undefined || another !== undefined)
    throw new Error(`${page} must have exactly one exercise.`);
  return exercise.split(/^(?:## |<Checkpoint>)/m)[0] ?? '';
}

/** Its fences of the kind ```diff lang="ts" title="app.ts". */
export function changesOf(page: string): Change[] {
  const fences = exerciseOf(page).matchAll(
    /^( *)```diff lang="ts" title="([^"]+)"\n([\s\S]*?)^\1```$/gm,
  );
  return [...fences].map(([, indent = '', title = '', body = '']) => {
    const lines = body
      .split('\n')
      .slice(0, -1)
      .map((line) => line.slice(indent.length));
    const side = (other: string) =>
      lines
        .filter((line) => !line.startsWith(other))
        .map((line) => line.slice(1))
        .join('\n');
    const file = title.includes('/') ? title : `web-app/${title}`;
    return { file, before: side('+'), after: side('-') };
  });
}

/** A copy of the samples in which the exercise of a page has been done. */
export function samplesAfter(page: string): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'exercise-'));
  cpSync(join(root, 'samples'), folder, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const { file, before, after } of changesOf(page)) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    const [start, end, another] = text.split(before);
    if (start === undefined || end === undefined || another !== undefined)
      throw new Error(`${file} must have these lines exactly once:\n${before}`);
    writeFileSync(path, start + after + end);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
