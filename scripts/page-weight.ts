import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Element } from 'hast';
import { practiceStylePath } from '../src/demo/practice-style.ts';
import { attribute, elementsOf, textOf } from './html-elements.ts';

/** What a browser fetches for one page before anybody touches it; sizes in bytes after brotli. */
export interface PageWeight {
  page: string;
  requests: number;
  total: number;
  html: number;
  css: number;
  /** Files and inline scripts; those inline are part of `html` too and counted once in `total`. */
  script: number;
}

/** What the running site answers with, in a few hundred bytes: a request, but no file of the build. */
const madeOnDemand: readonly string[] = [practiceStylePath];

const size = (content: string | Buffer) => brotliCompressSync(content).length;

/** @param root folder of the built site · @param page path of the page's file below it */
export function weighPage(root: string, page: string): PageWeight {
  const html = readFileSync(join(root, page), 'utf8');
  const elements = elementsOf(html);
  const linked = (rel: RegExp): string[] =>
    addresses(
      elements.filter((one) => one.tagName === 'link' && rel.test(attribute(one, 'rel') ?? '')),
      'href',
    );
  const tagged = (tagName: string): Element[] => elements.filter((one) => one.tagName === tagName);
  const styles = linked(/^stylesheet$/);
  const icons = linked(/^(?:shortcut )?icon$/);
  const images = addresses(tagged('img'), 'src').filter((src) => !src.startsWith('data:'));
  const modules = withImports(root, [
    ...addresses(tagged('script'), 'src'),
    ...linked(/^modulepreload$/),
  ]);
  const inline = tagged('script')
    .map(textOf)
    .filter((code) => code !== '');
  const weigh = (paths: Iterable<string>) =>
    [...paths]
      .filter((path) => !madeOnDemand.includes(path))
      .reduce((sum, path) => sum + size(readFileSync(join(root, path))), 0);

  const sizes = { html: size(html), css: weigh(styles), files: weigh(modules) };
  const rest = weigh(new Set([...icons, ...images]));
  return {
    page,
    requests: 1 + new Set([...styles, ...modules, ...icons, ...images]).size,
    total: sizes.html + sizes.css + sizes.files + rest,
    html: sizes.html,
    css: sizes.css,
    script: sizes.files + inline.reduce((sum, code) => sum + size(code), 0),
  };
}

/** The addresses in one attribute, without query and fragment, once each; other sites do not count. */
function addresses(elements: readonly Element[], name: string): string[] {
  const found = elements.flatMap((one) => attribute(one, name) ?? []);
  return [...new Set(found.map((address) => address.replace(/[?#].*$/, '')))].filter(
    (address) => !/^(?:https?:)?\/\//.test(address),
  );
}

/** Static imports are fetched with the page; dynamic ones only when used. */
function withImports(root: string, entries: string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (path: string) => {
    if (seen.has(path) || !existsSync(join(root, path))) return;
    seen.add(path);
    const code = readFileSync(join(root, path), 'utf8');
    for (const [, target = ''] of code.matchAll(
      /(?:from|import)\s*["'](\.{1,2}\/[^"']+|\/[^"']+)["']/g,
    )) {
      visit(target.startsWith('/') ? target : posix.join(dirname(path), target));
    }
  };
  for (const entry of entries) visit(entry);
  return seen;
}
