import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { htmlToHast } from 'satteri';
import { visit } from 'unist-util-visit';
import { regionId } from '../sample-source/sample-file.ts';

export interface RegionLines {
  name: string;
  /** Counted from 1, both included. */
  firstLine: number;
  lastLine: number;
}

/**
 * Highlighted code with an element around the lines of each region.
 * @param regions in the order in which they begin, an outer one before those inside it
 */
export function withRegionAnchors(html: string, regions: readonly RegionLines[]): string {
  const tree = htmlToHast(html, { fragment: true });
  visit(tree, 'element', (element) => {
    if (element.tagName === 'code') element.children = anchored(element.children, regions);
  });
  return toHtml(tree);
}

function anchored(
  lines: readonly ElementContent[],
  regions: readonly RegionLines[],
): ElementContent[] {
  const code: ElementContent[] = [];
  /** The regions that are open, the innermost last. */
  const open: Element[] = [];
  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    for (const { name } of regions.filter(({ firstLine }) => firstLine === number)) {
      const region = regionElement(name);
      (open.at(-1)?.children ?? code).push(region);
      open.push(region);
    }
    (open.at(-1)?.children ?? code).push(line);
    for (const _ of regions.filter(({ lastLine }) => lastLine === number)) open.pop();
  }
  return code;
}

const regionElement = (name: string): Element => ({
  type: 'element',
  tagName: 'div',
  properties: { className: ['code-region'], id: regionId(name) },
  children: [],
});
