import type { Nodes, Paragraph, Root, RootContent } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown as written } from 'mdast-util-to-markdown';
import type { MdxFlowExpression, MdxTextExpression } from 'satteri';
import type { Parent } from 'unist';
import { visit } from 'unist-util-visit';
import { attributesOf, replaceTags } from '../content/mdx.ts';

/** A tag of MDX as the vocabulary sees it. */
export interface Said {
  attributes: Readonly<Record<string, string>>;
  children: readonly RootContent[];
}

/** The plain Markdown for each tag that a page may have; other tags aren't allowed. */
export type Vocabulary = Readonly<Record<string, (tag: Said) => readonly RootContent[]>>;

/**
 * Plain Markdown of a page's MDX; the tree is changed in the process.
 * @param page who is converted, for the error sentence
 * @throws an Error of one sentence when the page has a tag that the vocabulary does not know
 */
export function toMarkdown(tree: Root, vocabulary: Vocabulary, page: string): string {
  replaceTags(tree, (tag) => {
    const say = vocabulary[tag.name ?? ''];
    if (say === undefined)
      throw new Error(`${page} has a <${tag.name}> that has no equivalent in Markdown.`);
    return say({ attributes: attributesOf(tag), children: tag.children });
  });
  visit(tree, (node, index, parent) => {
    // What follows the language of a block is for the highlighter and for tests.
    if (node.type === 'code') node.meta = null;
    // The last words may be gone, along with the block of another tenant type.
    if (node.type === 'paragraph') trimEnd(node);
    if (parent === undefined || index === undefined) return undefined;
    if (isExpression(node) && !isComment(node.value))
      throw new Error(`${page} has an expression in braces, which has no equivalent in Markdown.`);
    if (node.type !== 'mdxjsEsm' && !isExpression(node)) return undefined;
    const around: Parent = parent;
    around.children.splice(index, 1);
    return index;
  });
  return written(tree, {
    bullet: '-',
    listItemIndent: 'one',
    extensions: [gfmTableToMarkdown({ tablePipeAlign: false })],
  });
}

function trimEnd({ children }: Paragraph): void {
  const last = children.at(-1);
  if (last?.type === 'text') last.value = last.value.trimEnd();
}

const isExpression = (node: Nodes): node is MdxFlowExpression | MdxTextExpression =>
  node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression';

const isComment = (expression: string): boolean => /^\s*\/\*[\s\S]*\*\/\s*$/.test(expression);
