import type { Element, ElementContent } from 'hast';
import { defineHastPlugin, type HastNode, type HastVisitorContext } from 'satteri';
import { anchorOf } from '../content/glossary-anchor.ts';

/**
 * Running text, and what may be around it. Whatever else surrounds a word keeps it as it is: a
 * heading, a link, code, a label, or a <Tenant> block, which only some tracks show.
 */
const prose = new Set([
  'p',
  'ul',
  'ol',
  'li',
  'em',
  'Aside',
  'Steps',
  'Checkpoint',
  'Tabs',
  'TabItem',
]);

/** Links the first use of each of the terms on a page to its entry in the glossary. */
export function glossaryLinks(terms: readonly string[]) {
  const longestFirst = terms.toSorted((a, b) => b.length - a.length);
  // A certificate authority isn't the authority that this site is about.
  const pattern = new RegExp(
    `(?<![\\w-]|certificate )(${longestFirst.join('|')})s?(?![\\w-])`,
    'gi',
  );
  /** The terms that a page has linked, by what the compiler keeps for the page. */
  const linkedOn = new WeakMap<object, Set<string>>();

  return defineHastPlugin({
    name: 'glossary-links',
    text(text, context) {
      if (!isProse(text, context)) return;
      const linked = linkedOn.get(context.data) ?? new Set();
      linkedOn.set(context.data, linked);
      const nodes = withLinks(text.value, pattern, linked);
      if (nodes.length > 1) context.replaceNode(text, nodes);
    },
  });
}

function withLinks(text: string, pattern: RegExp, linked: Set<string>): ElementContent[] {
  const nodes: ElementContent[] = [];
  let end = 0;
  for (const { 0: words, 1: term = '', index } of text.matchAll(pattern)) {
    const anchor = anchorOf(term);
    if (linked.has(anchor)) continue;
    linked.add(anchor);
    nodes.push({ type: 'text', value: text.slice(end, index) }, linkTo(anchor, words));
    end = index + words.length;
  }
  return [...nodes, { type: 'text', value: text.slice(end) }];
}

const linkTo = (anchor: string, words: string): Element => ({
  type: 'element',
  tagName: 'a',
  properties: { className: ['term'], href: `/reference/glossary/#${anchor}` },
  children: [{ type: 'text', value: words }],
});

function isProse(node: Readonly<HastNode>, context: HastVisitorContext): boolean {
  const around = context.parent(node);
  if (around === undefined || around.type === 'root') return true;
  return prose.has(nameOf(around)) && isProse(around, context);
}

const nameOf = (node: Readonly<HastNode>): string => {
  if (node.type === 'element') return node.tagName;
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'
    ? (node.name ?? '')
    : '';
};
