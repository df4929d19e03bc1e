import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast';
import { phrasing } from 'mdast-util-phrasing';
import { type MdxJsxFlowElement, type MdxJsxTextElement, mdxToMdast } from 'satteri';
import type { Parent } from 'unist';
import { visit } from 'unist-util-visit';

/** A component as an author writes it: `<Value name="clientId" />`. */
export type Tag = MdxJsxFlowElement | MdxJsxTextElement;

/**
 * The tree of a page's MDX, read by the parser that also renders the page.
 * @param page who is read, for the error sentence
 * @throws an Error when it isn't valid MDX, for example because a tag is not closed
 */
export function parseMdx(mdx: string, page: string): Root {
  const tree = readMdx(mdx, page);
  if (tree.type !== 'root') throw new Error(`${page} isn't a document.`);
  return tree;
}

function readMdx(mdx: string, page: string): Nodes {
  try {
    return mdxToMdast(mdx, { position: false, features: { frontmatter: false } });
  } catch (cause) {
    throw new Error(`${page} isn't valid MDX: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}

export const isTag = (node: Nodes): node is Tag =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

/** The attributes that are plain strings; those in braces are for the component alone. */
export function attributesOf(tag: Tag): Readonly<Record<string, string>> {
  return Object.fromEntries(
    tag.attributes.flatMap((attribute) =>
      attribute.type === 'mdxJsxAttribute' && typeof attribute.value === 'string'
        ? [[attribute.name, attribute.value]]
        : [],
    ),
  );
}

/**
 * Puts other nodes in the place of tags, in the tree itself. The replacement is visited next, so
 * that tags inside it are replaced too. Text that replaces a block becomes a paragraph.
 * @param replacement undefined leaves the tag as it is
 */
export function replaceTags(
  tree: Root,
  replacement: (tag: Tag) => readonly RootContent[] | undefined,
): void {
  visit(tree, (node, index, parent) => {
    if (!isTag(node) || parent === undefined || index === undefined) return undefined;
    const nodes = replacement(node);
    if (nodes === undefined) return undefined;
    const around: Parent = parent;
    around.children.splice(index, 1, ...(isBlock(node) ? inParagraphs(nodes) : nodes));
    return index;
  });
}

const isBlock = (tag: Tag): boolean => tag.type === 'mdxJsxFlowElement';

function inParagraphs(nodes: readonly RootContent[]): RootContent[] {
  const blocks: RootContent[] = [];
  let words: PhrasingContent[] = [];
  for (const node of nodes) {
    if (!phrasing(node)) {
      blocks.push(node);
      words = [];
      continue;
    }
    if (words.length === 0) blocks.push({ type: 'paragraph', children: words });
    words.push(node);
  }
  return blocks;
}
