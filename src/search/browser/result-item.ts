import { type ErrorCode, errorPath } from '../../error-codes/error-code.ts';
import { bestSection } from './best-section.ts';
import { pageKind } from './page-kind.ts';
import type { Page } from './search-index.ts';
import type { Result } from './step-variants.ts';

/** A page among the results, with the section that answers best and the same step in other tracks. */
export function resultItem(query: string, { page, otherTracks }: Result<Page>): HTMLLIElement {
  const best = bestSection(query, page);
  const { title: name = page.url, track } = page.meta;
  const title = track === undefined ? name : `${name} · ${track}`;
  const section = best.title && best.title !== name ? ` › ${best.title}` : '';
  const excerpt = document.createElement('span');
  // Pagefind escapes the text and adds only <mark>.
  excerpt.innerHTML = best.excerpt;
  const item = linkItem(best.url, title, section, excerpt);
  if (otherTracks.length > 0) item.append(trackLinks(otherTracks));
  return item;
}

/** Links to the same step in other tracks. */
function trackLinks(steps: Result<Page>['otherTracks']): HTMLParagraphElement {
  const line = document.createElement('p');
  line.append('Also for ');
  for (const [place, { url, track }] of steps.entries()) {
    const link = document.createElement('a');
    link.href = url;
    link.textContent = track;
    line.append(place > 0 ? ' · ' : '', link);
  }
  return line;
}

export const unknownCodeItem = ({ code }: ErrorCode): HTMLLIElement =>
  pageItem({
    url: errorPath(code),
    title: `What to do about ${code}`,
    about: 'Where the code comes from, how to find its cause, and the nearest pages.',
  });

export interface KnownPage {
  url: string;
  title: string;
  about: string;
}

/** A page that is offered, whatever was typed. */
export function pageItem({ url, title, about }: KnownPage): HTMLLIElement {
  const text = document.createElement('span');
  text.textContent = about;
  return linkItem(url, title, '', text);
}

function linkItem(href: string, name: string, section: string, more: Element): HTMLLIElement {
  const link = document.createElement('a');
  link.href = href;
  const heading = document.createElement('div');
  const title = document.createElement('b');
  title.textContent = name;
  heading.append(title, section);
  link.append(heading);
  const kind = pageKind(href);
  if (kind !== undefined) {
    const label = document.createElement('small');
    label.className = 'lab-tag';
    label.textContent = kind;
    link.append(label);
  }
  link.append(more);
  const item = document.createElement('li');
  item.append(link);
  return item;
}
