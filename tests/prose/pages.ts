import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const content = fileURLToPath(new URL('../../src/content/', import.meta.url));

/** A page as its author wrote it. */
export interface Page {
  /** Path below src/content without its ending, for example "tutorials/sign-in". */
  name: string;
  text: string;
  /** Readers' troubles that a step or a document claims to solve in its front matter. */
  pains: readonly number[];
}

/** Everything that people read: steps, errors, concepts, reference. */
export function pages(): Page[] {
  return readdirSync(content, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /^(?:tutorials|errors|docs)\/.*\.(?:mdx|md|yaml)$/.test(path))
    .map((path) => {
      const text = readFileSync(content + path, 'utf8');
      return { name: path.replace(/\.\w+$/, ''), text, pains: painsIn(text) };
    });
}

function painsIn(text: string): number[] {
  const list = /^pains: \[([\d, ]*)\]$/m.exec(text)?.[1] ?? '';
  return list.split(',').flatMap((number) => (number.trim() === '' ? [] : [Number(number)]));
}

/** What is between backticks in prose, without fenced blocks and trees: the names in a tree have their folder above them. */
export function codeSpans(text: string): string[] {
  const prose = text
    .replace(/^ *```[\s\S]*?^ *```$/gm, '')
    .replace(/<FileTree>[\s\S]*?<\/FileTree>/g, '');
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}
