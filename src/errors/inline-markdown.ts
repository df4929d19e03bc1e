import type { ElementContent, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { toString as wordsOf } from 'mdast-util-to-string';
import { markdownToHast, markdownToMdast } from 'satteri';

/** Quotation marks and apostrophes come out curly, as on the rest of the site; code stays as it is. */
const smartPunctuation = { dashes: false, ellipses: false };
const options = { features: { gfm: false, frontmatter: false, smartPunctuation }, position: false };

/**
 * HTML of a sentence of a record: `code`, **bold** and [links](/). What looks like a tag is text.
 * @throws an Error of one sentence when it holds anything else
 */
export function inlineMarkdown(sentence: string): string {
  const tree = markdownToHast(sentence, options);
  const [paragraph, ...more] = 'children' in tree ? tree.children : [];
  if (paragraph?.type !== 'element' || paragraph.tagName !== 'p' || more.length > 0)
    throw refused(sentence);
  return toHtml(paragraph.children.map((node) => allowed(node, sentence)));
}

function allowed(node: RootContent, sentence: string): ElementContent {
  // <tenant> is a placeholder, not HTML.
  if (node.type === 'text' || node.type === 'raw') return { type: 'text', value: node.value };
  if (node.type !== 'element' || !isAllowed(node.tagName, node.properties['href']))
    throw refused(sentence);
  return { ...node, children: node.children.map((child) => allowed(child, sentence)) };
}

const isAllowed = (tagName: string, href: unknown): boolean =>
  ['code', 'strong'].includes(tagName) ||
  (tagName === 'a' && /^(?:https:\/\/|\/|#)/.test(String(href)));

const refused = (sentence: string): Error =>
  new Error(
    `A record may contain only code, bold text, and links to https or this site, but it has: ${sentence}`,
  );

/** The sentence as plain text, for descriptions and search. */
export const plainText = (sentence: string): string => wordsOf(markdownToMdast(sentence, options));
