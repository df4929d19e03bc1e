import { readFileSync } from 'node:fs';

const guide = readFileSync('src/content/docs/guides/add-to-your-app.mdx', 'utf8');
const body = guide.replace(/^---\n[\s\S]*?\n---\n/, '');

interface Block {
  language: string;
  title: string | undefined;
  lines: readonly string[];
}

/** Every block of code of the guide, in order, without the indentation of its step. */
export const blocks: readonly Block[] = [
  ...body.matchAll(/^( *)```(\w+)(?: wrap)?(?: title="([^"]+)")?\n([\s\S]*?)^ *```$/gm),
].map(([, indent = '', language = '', title, code = '']) => ({
  language,
  title,
  lines: code
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.slice(indent.length)),
}));

/** What readers read besides code. */
export const words: readonly string[] = body
  .replace(/^ *```[\s\S]*?^ *```$/gm, '')
  .split(/\s+/)
  .filter((word) => /\w/.test(word));

/** The lines of the block with this title. */
export function block(title: string): readonly string[] {
  const found = blocks.find((each) => each.title === title);
  if (found === undefined) throw new Error(`The guide has no block "${title}".`);
  return found.lines;
}

/** The commands of the guide: to copy the library, and to take it out. */
export function commands(): { copy: readonly string[]; takeOut: readonly string[] } {
  const [copy, takeOut] = blocks.filter(({ language }) => language === 'sh');
  if (!copy || !takeOut) throw new Error('The guide has two blocks of commands.');
  return { copy: copy.lines, takeOut: takeOut.lines };
}

/** The code in a sentence of the guide, by how it begins. */
export function sentenceCode(start: string): string {
  const found = [...body.matchAll(/`([^`\n]+)`/g)].find(([, code = '']) => code.startsWith(start));
  if (found?.[1] === undefined) throw new Error(`The guide has no sentence with "${start} …".`);
  return found[1];
}
