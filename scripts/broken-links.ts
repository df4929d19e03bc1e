import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Element } from 'hast';
import { demoNames } from '../src/scenarios/demos.ts';
import { attribute, elementsOf } from './html-elements.ts';

/** Addresses that the server handles without a file. */
const answeredOnDemand = [
  /^\/check\/$/,
  /^\/demo\/practice\.css$/,
  new RegExp(`^/demo/(?:(?:${demoNames.join('|')})/)?$`),
  /^\/auth\//,
  /^\/(?:healthz|readyz)$/,
];

/**
 * One sentence for each link target on the built pages that doesn't exist on this site: a page, a
 * file, or an anchor.
 */
export function brokenLinks(clientFolder: string): string[] {
  const pages = readdirSync(clientFolder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => file.replaceAll('\\', '/'));
  const anchors = new Map<string, Set<string>>();
  const broken = new Map<string, Set<string>>();
  const complain = (what: string, page: string): void => {
    broken.set(what, (broken.get(what) ?? new Set()).add(page));
  };
  for (const page of pages) {
    const elements = elementsOf(readFileSync(join(clientFolder, page), 'utf8'));
    const address = `/${page.replace(/(?:^|(?<=\/))index\.html$/, '')}`;
    for (const link of elements.flatMap(linksOf)) {
      const url = URL.parse(link, `http://site${address}`);
      if (url === null) complain(`"${link}" isn't a valid address`, address);
      else if (url.host === 'site') check(address, url);
    }
  }
  return [...broken].map(([what, from]) => `${what}: linked from ${someOf([...from])}.`).sort();

  function check(from: string, { pathname, hash }: URL): void {
    if (answeredOnDemand.some((pattern) => pattern.test(pathname))) return;
    const file = fileFor(decodeURIComponent(pathname));
    if (file === undefined) complain(`${pathname} does not exist`, from);
    else if (
      hash.length > 1 &&
      file.endsWith('.html') &&
      !anchorsOf(file).has(decodeURIComponent(hash.slice(1)))
    ) {
      complain(`${pathname} has no anchor ${hash}`, from);
    }
  }

  function fileFor(pathname: string): string | undefined {
    const path = join(clientFolder, pathname);
    return [path, join(path, 'index.html'), `${path.replace(/\/$/, '')}.html`].find(
      (file) => existsSync(file) && statSync(file).isFile(),
    );
  }

  function anchorsOf(file: string): Set<string> {
    let ids = anchors.get(file);
    if (ids === undefined) {
      const elements = elementsOf(readFileSync(file, 'utf8'));
      ids = new Set(elements.flatMap((element) => attribute(element, 'id') ?? []));
      ids.add('top').add('_top');
      anchors.set(file, ids);
    }
    return ids;
  }
}

function someOf(pages: readonly string[]): string {
  const [first, second, ...more] = pages;
  if (second === undefined) return `${first}`;
  return more.length === 0
    ? `${first} and ${second}`
    : `${first}, ${second} and ${more.length} more`;
}

const linksOf = (element: Element): string[] =>
  ['href', 'src', 'action'].flatMap((name) => attribute(element, name) ?? []);
