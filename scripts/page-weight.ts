import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

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

const size = (content: string | Buffer) => brotliCompressSync(content).length;

/** @param root folder of the built site · @param page path of the page's file below it */
export function weighPage(root: string, page: string): PageWeight {
  const html = readFileSync(join(root, page), 'utf8');
  const styles = addresses(html, /<link[^>]+rel="?stylesheet[^>]*>/g, 'href');
  const icons = addresses(html, /<link[^>]+rel="?(?:shortcut )?icon[^>]*>/g, 'href');
  const images = addresses(html, /<img[^>]*>/g, 'src').filter((src) => !src.startsWith('data:'));
  const modules = withImports(root, [
    ...addresses(html, /<script[^>]*>/g, 'src'),
    ...addresses(html, /<link[^>]+rel="?modulepreload[^>]*>/g, 'href'),
  ]);
  const inline = [...html.matchAll(/<script[^>]*>([^<]+)<\/script>/g)].map(([, code = '']) => code);
  const weigh = (paths: Iterable<string>) =>
    [...paths].reduce((sum, path) => sum + size(readFileSync(join(root, path))), 0);

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

/** The addresses of one attribute in all tags that match, without origin and query, once each. */
function addresses(html: string, tags: RegExp, attribute: string): string[] {
  const value = new RegExp(`\\s${attribute}="?([^"\\s>]+)`);
  const found = (html.match(tags) ?? []).flatMap((tag) => value.exec(tag)?.[1] ?? []);
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
