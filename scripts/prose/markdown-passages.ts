import { markdownToMdast, mdxToMdast } from 'satteri';
import { isMap, isPair, isScalar, parseDocument, visit } from 'yaml';
import { code, type Passage, PassageBuilder, withoutCode } from './passage.ts';

interface Node {
  type: string;
  name?: string | null;
  value?: string;
  url?: string;
  attributes?: readonly { type: string; name?: string; value?: unknown }[];
  children?: readonly Node[];
  position?: { start: { offset?: number }; end: { offset?: number } };
}

/** Attributes of components whose value a reader sees. */
export const shownAttributes =
  /^(?:title|description|alt|label|caption|summary|heading|placeholder|text|aria-label|aria-description|data-label)$/;

const blocks = /^(?:paragraph|heading|tableCell|listItem|blockquote|mdxJsxFlowElement)$/;

export function markdownPassages(source: string, mdx: boolean): Passage[] {
  const options = { features: { frontmatter: true } } as const;
  const tree = (mdx ? mdxToMdast(source, options) : markdownToMdast(source, options)) as Node;
  const builder = new PassageBuilder();
  const frontMatter: Passage[] = [];
  walk(tree);
  return [...frontMatter, ...builder.passages()];

  function walk(node: Node): void {
    const [start, end] = [node.position?.start.offset ?? 0, node.position?.end.offset ?? 0];
    const raw = source.slice(start, end);
    switch (node.type) {
      case 'yaml': {
        const from = source.indexOf('\n', start) + 1;
        frontMatter.push(...yamlPassages(source.slice(from, end - 3), from));
        return;
      }
      case 'text':
        builder.add(start, withoutCode(raw));
        return;
      case 'inlineCode':
      case 'mdxTextExpression':
      case 'html':
        builder.mask(start, end, code);
        return;
      case 'strong':
        builder.add(start, withoutCode(raw));
        return;
      case 'image':
      case 'code':
      case 'mdxjsEsm':
      case 'mdxFlowExpression':
        return;
    }
    const block = blocks.test(node.type);
    if (block) builder.flush();
    if (node.attributes !== undefined) attributes(node, start, raw);
    if (node.type.startsWith('mdxJsx') && !block) {
      // Two variants beside each other are two sentences, of which a reader sees one.
      if (/^[A-Z]/.test(node.name ?? '')) builder.mask(start, start + 1, code);
      if (node.name === 'kbd' || node.name === 'code') return;
    }
    for (const child of node.children ?? []) walk(child);
    if (block) builder.flush();
  }

  function attributes(node: Node, start: number, raw: string): void {
    for (const { name = '', value } of node.attributes ?? []) {
      if (typeof value !== 'string' || !shownAttributes.test(name)) continue;
      const at = raw.indexOf(`${name}="${value}"`);
      if (at === -1) continue;
      const from = start + at + name.length + 2;
      frontMatter.push({ start: from, text: withoutCode(value), kind: 'prose' });
    }
  }
}

/** Fields that name something, or that quote others: titles of documents, words people search for. */
const notOurs =
  /^(?:sources?|searchWords|practice|url|code|file|region|family|order|pains|template|slug|tag|attrs|refused|pattern|example|anchor|key|id|not)$/;

/** The sentences of a YAML or JSON file. */
export function yamlPassages(source: string, offset = 0): Passage[] {
  const passages: Passage[] = [];
  const document = parseDocument(source, { keepSourceTokens: false });
  visit(document, {
    Pair: (_, pair) =>
      isScalar(pair.key) && notOurs.test(String(pair.key.value)) ? visit.SKIP : undefined,
    Scalar: (key, node, path) => {
      if (key === 'key' || typeof node.value !== 'string' || !/\p{L}{2}.*\s/u.test(node.value))
        return;
      const parent = path.at(-1);
      if (isPair(parent) && isMap(parent.value)) return;
      const [start = 0, end = 0] = node.range ?? [];
      const raw = source.slice(start, end);
      const text = raw
        .replace(/^[>|][-+0-9]*/, (head) => ' '.repeat(head.length))
        .replace(/^(["'])([\s\S]*)\1$/, ' $2 ')
        .replaceAll('\\"', ' "')
        .replaceAll('\\n', '  ');
      passages.push({ start: offset + start, text: withoutCode(text), kind: 'prose' });
    },
  });
  return passages;
}
