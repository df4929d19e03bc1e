import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Element } from 'hast';
import { attribute, elementsOf, textOf } from './html-elements.ts';

/** Link texts that don't describe where they lead. */
const empty =
  /^(?:click (?:here|this)|go|here|information|learn more|more(?: info(?:rmation)?)?|read more|right here|start|this)$/i;

/**
 * What search engines and readers' programs expect of a page, as far as its HTML tells: one
 * sentence for each thing that is missing.
 * @param address the page's own, without origin
 */
export function headMistakes(html: string, address: string): string[] {
  const elements = elementsOf(html);
  const all = (tagName: string): Element[] =>
    elements.filter((element) => element.tagName === tagName);
  const meta = (name: string): string =>
    all('meta').flatMap((one) =>
      attribute(one, 'name') === name ? [attribute(one, 'content') ?? ''] : [],
    )[0] ?? '';
  const canonical = all('link').find((one) => attribute(one, 'rel') === 'canonical');
  const own = canonical && URL.parse(attribute(canonical, 'href') ?? '')?.pathname;
  // Only pages that search engines may list need a description.
  const found = !meta('robots').startsWith('noindex');
  const mistakes = [
    !/^<!doctype html>/i.test(html) && "doesn't begin with the doctype",
    // The parser finds it anywhere; a browser looks at the first 1,024 bytes.
    !/<meta charset="?utf-8/i.test(html.slice(0, 1024)) &&
      "doesn't declare its encoding early enough",
    !all('html').some((one) => attribute(one, 'lang')) && "doesn't declare its language",
    !meta('viewport').includes('width=device-width') && 'has no viewport',
    titleOf(elements) === '' && 'has no title',
    found && meta('description').trim().length < 20 && 'has no description',
    found && own !== address && `names ${own ?? 'nothing'} as its address`,
    all('h1').length !== 1 && "doesn't have exactly one first-level heading",
    all('img').some((one) => attribute(one, 'alt') === undefined) &&
      'has an image without alternative text',
    elements.some((one) =>
      ['href', 'src'].some((name) => /^javascript:/i.test(attribute(one, name) ?? '')),
    ) && 'has a link that is a script',
    ...all('a').map((one) => {
      const text = textOf(one).replace(/\s+/g, ' ').trim();
      return empty.test(text) && `has a link "${text}", which doesn't describe where it leads`;
    }),
  ];
  return mistakes.filter((mistake) => mistake !== false).map((mistake) => `${address} ${mistake}.`);
}

function titleOf(elements: readonly Element[]): string {
  const title = elements.find(({ tagName }) => tagName === 'title');
  return title ? textOf(title).trim() : '';
}

/** The mistakes of all built pages below `root`, and pages that share a title. */
export function pagesWithMistakes(root: string): string[] {
  const titles = new Map<string, string>();
  return globSync('**/*.html', { cwd: root }).flatMap((file) => {
    const address = `/${file.replaceAll('\\', '/')}`.replace(/index\.html$/, '');
    const html = readFileSync(join(root, file), 'utf8');
    const title = titleOf(elementsOf(html));
    const other = titles.get(title);
    titles.set(title, address);
    return [
      ...headMistakes(html, address),
      ...(other === undefined ? [] : [`${address} has the title of ${other}.`]),
    ];
  });
}
