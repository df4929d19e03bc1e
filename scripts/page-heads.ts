import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Link texts that say nothing about where they lead. */
const empty =
  /^(?:click (?:here|this)|go|here|information|learn more|more(?: info(?:rmation)?)?|read more|right here|start|this)$/i;

/**
 * What search engines and readers' programs expect of a page, as far as its HTML tells: one sentence for
 * each thing that is missing.
 * @param address the page's own, without origin
 */
export function headMistakes(html: string, address: string): string[] {
  const one = (pattern: RegExp): string => pattern.exec(html)?.[1]?.trim() ?? '';
  // Only what may be found by searching has to introduce itself.
  const found = !/<meta name="robots" content="noindex/.test(html);
  const mistakes = [
    !/^<!doctype html>/i.test(html) && 'does not begin with the doctype',
    !/<meta charset="?utf-8/i.test(html.slice(0, 1024)) && 'does not say its encoding early',
    one(/<html[^>]*\slang="?([\w-]+)/) === '' && 'does not say its language',
    !/<meta name="viewport" content="[^"]*width=device-width/.test(html) && 'has no viewport',
    one(/<title>([^<]*)<\/title>/) === '' && 'has no title',
    found && one(/<meta name="description" content="([^"]*)"/).length < 20 && 'has no description',
    found &&
      canonicalOf(html) !== address &&
      `names ${canonicalOf(html) ?? 'nothing'} as its address`,
    (html.match(/<h1[\s>]/g) ?? []).length !== 1 && 'has not exactly one first heading',
    /<img(?![^>]*\salt=)[^>]*>/.test(html) && 'has a picture without words for it',
    /\s(?:href|src)="?javascript:/i.test(html) && 'has a link that is a script',
    ...[...html.matchAll(/<a\s[^>]*>([\s\S]*?)<\/a>/g)].map(([, inner = '']) => {
      const text = inner
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim();
      return empty.test(text) && `has a link "${text}", which does not say where it leads`;
    }),
  ];
  return mistakes.filter((mistake) => mistake !== false).map((mistake) => `${address} ${mistake}.`);
}

function canonicalOf(html: string): string | undefined {
  const [, href] = /<link rel="?canonical"? href="([^"]*)"/.exec(html) ?? [];
  return href && URL.parse(href)?.pathname;
}

/** The mistakes of all built pages below `root`, and pages that share a title. */
export function pagesWithMistakes(root: string): string[] {
  const titles = new Map<string, string>();
  return globSync('**/*.html', { cwd: root }).flatMap((file) => {
    const address = `/${file.replaceAll('\\', '/')}`.replace(/index\.html$/, '');
    const html = readFileSync(join(root, file), 'utf8');
    const [, title = ''] = /<title>([^<]*)<\/title>/.exec(html) ?? [];
    const other = titles.get(title);
    titles.set(title, address);
    return [
      ...headMistakes(html, address),
      ...(other === undefined ? [] : [`${address} has the title of ${other}.`]),
    ];
  });
}
