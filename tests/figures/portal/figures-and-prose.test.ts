import type { Nodes, Root, RootContent } from 'mdast';
import { toString as wordsOf } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { expect, it } from 'vitest';
import { attributesOf, isTag, parseMdx } from '../../../src/content/mdx.ts';
import { portalFigure, portalFigures } from '../../../src/figures/portal/figures.ts';
import { labels } from '../../../src/figures/portal/labels.ts';
import { markedSpots } from '../../../src/figures/portal/portal-figure.ts';
import { tenantTypes } from '../../../src/scenarios/tenant-types.ts';
import { trackContent } from '../../../src/tutorial/track-content.ts';
import { type Page, pages } from '../../prose/pages.ts';

interface Placed {
  page: string;
  figure: string;
  /** What each of the numbered steps next to it names in bold, and shows as code. */
  steps: readonly string[][];
}

const body = (text: string) => text.replace(/^---\n[\s\S]*?\n---\n/, '');

/** A step once for each track, and any other page as it is. */
function treesOf({ name, text }: Page): { page: string; tree: Root }[] {
  if (!text.includes('<PortalFigure')) return [];
  return name.startsWith('tutorials/')
    ? tenantTypes.map((tenantType) => ({
        page: `${name} of ${tenantType}`,
        tree: trackContent(body(text), tenantType, name),
      }))
    : [{ page: name, tree: parseMdx(body(text), name) }];
}

/** The items of a list, or of the list in <Steps>; none if it's something else. */
function itemsOf(node: RootContent | undefined): readonly Nodes[] {
  if (node?.type === 'list') return node.children;
  return node && isTag(node) && node.name === 'Steps'
    ? node.children.flatMap((child) => itemsOf(child))
    : [];
}

/** The steps are right below the figure, or else right above it. */
function placedIn(page: string, tree: Root): Placed[] {
  const placed: Placed[] = [];
  visit(tree, (node, index = 0, parent) => {
    if (!isTag(node) || node.name !== 'PortalFigure' || !parent) return;
    const next = itemsOf(parent.children[index + 1]);
    const items = next.length > 0 ? next : itemsOf(parent.children[index - 1]);
    placed.push({ page, figure: attributesOf(node)['name'] ?? '', steps: items.map(named) });
  });
  return placed;
}

function named(item: Nodes): string[] {
  const words: string[] = [];
  visit(item, (node) => {
    if (node.type === 'strong' || (isTag(node) && node.name === 'Label')) words.push(wordsOf(node));
    if (node.type === 'inlineCode' || node.type === 'code') words.push(node.value);
  });
  return words;
}

const everyPage = pages();
const placed = everyPage.flatMap(treesOf).flatMap(({ page, tree }) => placedIn(page, tree));

it.each(placed)(
  '$page: $figure marks what the step with the same number names',
  ({ figure, steps }) => {
    const isSaid = (step: number, text: string) => steps[step - 1]?.includes(text) === true;
    // A placeholder is the reader's own value, which the text may describe in other words.
    const isPlaceholder = (code: string) => code.startsWith('<');
    const wrong = markedSpots(portalFigure(figure)).filter(
      ({ step, label, code }) =>
        !(code !== undefined && isSaid(step, code)) &&
        (!isSaid(step, label) || (code !== undefined && !isPlaceholder(code))),
    );
    expect(wrong).toEqual([]);
  },
);

it('shows every figure on a page', () => {
  expect(new Set(placed.map(({ figure }) => figure))).toEqual(new Set(Object.keys(portalFigures)));
});

it('keeps no label that no figure shows', () => {
  const shown = JSON.stringify(portalFigures);
  expect(Object.values(labels).filter((label) => !shown.includes(JSON.stringify(label)))).toEqual(
    [],
  );
});
