import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const samples = fileURLToPath(new URL('../../samples/', import.meta.url));

/** A block ```diff with a title: a change that a page asks readers to make in a sample. */
export interface Change {
  /** The title: a path in samples/web-app, or below samples. */
  title: string;
  lines: readonly string[];
}

/** The titles of a page's exercises. */
export const exerciseHeadings = (mdx: string): string[] =>
  [...mdx.matchAll(/^## Exercise: (.+)$/gm)].map(([, title = '']) => title);

export function changesIn(mdx: string): Change[] {
  const blocks = mdx.matchAll(/^([ \t]*)(`{3,})diff\b([^\n]*)\n([\s\S]*?)^[ \t]*\2[ \t]*$/gm);
  return [...blocks].flatMap(([, indent = '', , meta = '', body = '']) => {
    const title = /\btitle="([^"]+)"/.exec(meta)?.[1];
    const lines = body
      .split('\n')
      .slice(0, -1)
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    return title === undefined ? [] : [{ title, lines }];
  });
}

/**
 * What keeps a change from being made: its file, or the first line of it that isn't in the file
 * below the lines before it. `.env` can be any of the sample's templates, which readers copy.
 */
export function obstacle({ title, lines }: Change): string | undefined {
  if (!lines.some((line) => /^[-+]/.test(line))) return `${title}: the block changes nothing`;
  const files = filesFor(title);
  if (files.length === 0) return `${title}: no sample has this file`;
  const missing = files.map((file) => firstMissing(lines, readFileSync(file, 'utf8')));
  return missing.includes(undefined) ? undefined : `${title}: not in the file: ${missing[0]}`;
}

function filesFor(title: string): string[] {
  const path = existsSync(samples + title) ? title : `web-app/${title}`;
  if (!/(?:^|\/)\.env$/.test(path)) return existsSync(samples + path) ? [samples + path] : [];
  const folder = path.slice(0, -'.env'.length);
  return readdirSync(samples + folder)
    .filter((name) => name.startsWith('.env.'))
    .map((name) => samples + folder + name);
}

function firstMissing(lines: readonly string[], source: string): string | undefined {
  const present = source.split('\n').map((line) => line.trim());
  let at = 0;
  for (const line of lines) {
    const text = line.replace(/^[- ]/, '').trim();
    if (line.startsWith('+') || /^(?:@@|…|\.\.\.|$)/.test(text)) continue;
    const found = present.indexOf(text, at);
    if (found === -1) return text;
    at = found + 1;
  }
  return undefined;
}
