import { parse } from '@astrojs/compiler-rs';
import { shownAttributes } from './markdown-passages.ts';
import { code, type Passage, PassageBuilder, withoutCode } from './passage.ts';

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value;

/** Elements that are part of a sentence. All others end it. */
const inline =
  /^(?:a|abbr|b|bdi|cite|dfn|em|i|mark|q|s|small|span|strong|sub|sup|time|u|wbr|code|kbd|samp|var|[A-Z]\w*Link)$/;
/** Elements whose words are for programs. */
const programs = /^(?:code|kbd|samp|pre|script|style|var|svg)$/;

const fence = '---\n';

/** Comments, and the words that a program shows, of a TypeScript or JavaScript file. */
export function typescriptPassages(source: string): Passage[] {
  // The compiler reads what is between an Astro file's two lines `---` as TypeScript.
  const shebang = source.startsWith('#!') ? source.replace(/^#!/, '//') : source;
  const whole = `${fence}${shebang.replaceAll(/^---$/gm, '-- ')}\n${fence}`;
  // It loses its place at a closing tag in a template within a template, and takes a generic arrow
  // function for an element.
  const parsed = whole
    .replaceAll('</', '<_')
    .replaceAll(/<[A-Z]\w*>(?=\()/g, (generic) => ' '.repeat(generic.length));
  const passages = astroPassages(whole, parsed);
  return passages.map((passage) => ({ ...passage, start: passage.start - fence.length }));
}

/**
 * The same of an Astro file, with the words between its tags.
 * @param parsed the source for the compiler, if it differs; of the same length
 */
export function astroPassages(source: string, parsed = source): Passage[] {
  const { ast, diagnostics } = parse(parsed);
  const tree: unknown = typeof ast === 'string' ? JSON.parse(ast) : ast;
  if (!isNode(tree) || hasUnreadCode(tree))
    throw new Error(`The file can't be read: ${JSON.stringify(diagnostics)}`);
  const passages: Passage[] = [];
  for (const comment of commentsOf(tree)) passages.push(...commentPassages(comment, source));
  visit(tree);
  return passages;

  function visit(node: Node): void {
    switch (node.type) {
      case 'JSXElement':
      case 'JSXFragment':
        passages.push(...elementPassages(node));
        return;
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'TSLiteralType':
      case 'TSImportType':
        return;
      case 'Literal':
        if (typeof node['value'] === 'string') literal(node.start + 1, node.end - 1);
        return;
      case 'TemplateLiteral':
        template(node);
        return;
      case 'AstroComment':
        passages.push({
          start: node.start + 4,
          text: withoutCode(source.slice(node.start + 4, node.end - 3)),
          kind: 'comment',
        });
        return;
    }
    for (const [key, value] of Object.entries(node)) {
      if (key === 'comments') continue;
      if (isNode(value)) visit(value);
      else if (Array.isArray(value)) value.filter(isNode).forEach(visit);
    }
  }

  function elementPassages(root: Node): Passage[] {
    const builder = new PassageBuilder();
    const later: Node[] = [];
    walk(root);
    const own = builder.passages();
    later.forEach(visit);
    return own;

    function walk(node: Node): void {
      if (node.type === 'JSXText') {
        builder.add(node.start, withoutCode(source.slice(node.start, node.end)));
        return;
      }
      if (node.type === 'JSXExpressionContainer') {
        const expression = node['expression'];
        if (isNode(expression) && expression.type !== 'JSXEmptyExpression') {
          builder.mask(node.start, node.end, code);
          later.push(expression);
        }
        return;
      }
      if (node.type === 'AstroComment') {
        later.push(node);
        return;
      }
      if (node.type !== 'JSXElement' && node.type !== 'JSXFragment') {
        const children = node['children'];
        if (Array.isArray(children)) children.filter(isNode).forEach(walk);
        return;
      }
      const opening = node['openingElement'];
      const name = isNode(opening) ? nameOf(opening) : '';
      if (isNode(opening)) attributes(opening, later);
      const children = Array.isArray(node['children']) ? node['children'].filter(isNode) : [];
      if (programs.test(name)) {
        builder.mask(node.start, node.end, code);
        return;
      }
      const within = inline.test(name);
      if (!within) builder.flush();
      if (within && children.length === 0) builder.mask(node.start, node.end, code);
      if (name === 'strong' || name === 'b') {
        // A label in bold, in the marks that Markdown has for it.
        builder.add(node.start, '**');
        children.forEach(walk);
        builder.add(node.end - 2, '**');
        return;
      }
      children.forEach(walk);
      if (!within) builder.flush();
    }
  }

  function attributes(opening: Node, later: Node[]): void {
    const list = opening['attributes'];
    if (!Array.isArray(list)) return;
    for (const attribute of list.filter(isNode)) {
      const value = attribute['value'];
      if (!isNode(value)) continue;
      if (value.type !== 'Literal') {
        if (!/^(?:class|class:list|style|d|href|src|id)$/.test(nameOf(attribute)))
          later.push(value);
      } else if (shownAttributes.test(nameOf(attribute))) {
        const text = withoutCode(source.slice(value.start + 1, value.end - 1));
        passages.push({ start: value.start + 1, text, kind: 'prose' });
      }
    }
  }

  function literal(start: number, end: number): void {
    const raw = source.slice(start, end);
    if (isSentence(raw)) passages.push(...htmlPassages(raw, start));
  }

  function template(node: Node): void {
    const expressions = Array.isArray(node['expressions'])
      ? node['expressions'].filter(isNode)
      : [];
    const [start, end] = [node.start + 1, node.end - 1];
    let raw = source.slice(start, end);
    for (const expression of expressions) {
      // With its `${` and `}`.
      const from = raw.lastIndexOf('${', expression.start - start);
      const to = raw.indexOf('}', expression.end - start) + 1;
      if (from === -1 || to === 0) continue;
      raw = raw.slice(0, from) + code.repeat(to - from) + raw.slice(to);
      visit(expression);
    }
    if (isSentence(raw)) passages.push(...htmlPassages(raw, start));
  }
}

/** Whether the compiler took the lines between `---` for text. */
const hasUnreadCode = ({ body }: Node): boolean =>
  Array.isArray(body) && isNode(body[0]) && String(body[0]['value']).startsWith(fence);

function nameOf(node: Node): string {
  const name = node['name'];
  if (typeof name === 'string') return name;
  if (!isNode(name)) return '';
  if (name.type === 'JSXNamespacedName') {
    const [space, local] = [name['namespace'], name['name']];
    return `${isNode(space) ? nameOf(space) : ''}:${isNode(local) ? nameOf(local) : ''}`;
  }
  return nameOf(name);
}

/** Words with a space between them that are no selector, no header, no query and no list of classes. */
function isSentence(text: string): boolean {
  const words = text.replaceAll(/<[^>]*>/g, ' ');
  if (!/(?:^|[\s(“"*])[A-Za-z][\p{L}’'-]*[,:;]?\s+(?:\p{L}|`|“|\*\*)/u.test(words)) return false;
  if (
    /^\s*(?:[#.:[>]|[a-z-]+(?:[[.#:>]| [.#[>]))|=>|\{\s*[a-z-]+:|;\s*[a-z-]+=|^(?:M|m)\d|\bvar\(/.test(
      words,
    )
  )
    return false;
  // Lower-case words with hyphens and no others: classes, directives, names of events.
  return /[A-Z“.,?!]|\b(?:a|an|the|of|to|in|is|and|or|not|no|for|from|with|that|your|you|it|its|has|was)\b/.test(
    words,
  );
}

/** The words of HTML that a string holds, or of a string without tags. */
export function htmlPassages(html: string, start: number): Passage[] {
  const builder = new PassageBuilder();
  let text = html
    .replaceAll('\\n', '\n ')
    .replaceAll("\\'", " '")
    .replaceAll('\\"', ' "')
    .replaceAll('\\`', ' `');
  text = text.replaceAll(/<(script|style|pre|code|kbd|samp|svg)\b[\s\S]*?<\/\1>/g, (element) =>
    code.repeat(element.length),
  );
  if (!/<\/?[a-z][^>]*>/i.test(text)) return paragraphs(withoutCode(text), start, 'prose');
  let at = 0;
  for (const tag of text.matchAll(/<\/?([a-zA-Z][\w-]*)([^>]*)>|<!--[\s\S]*?-->|<![^>]*>/g)) {
    builder.add(start + at, withoutCode(text.slice(at, tag.index)));
    at = tag.index + tag[0].length;
    const name = tag[1] ?? '';
    if (name === 'strong' || name === 'b')
      builder.add(start + tag.index, '**'.padEnd(tag[0].length));
    else if (!inline.test(name)) builder.flush();
    for (const shown of (tag[2] ?? '').matchAll(/\b([a-z-]+)="([^"]*)"/g)) {
      if (!shownAttributes.test(shown[1] ?? '') || !/\s/.test(shown[2] ?? '')) continue;
      builder.flush();
      const from = start + at - 1 - (tag[2] ?? '').length + shown.index + shown[0].indexOf('"') + 1;
      builder.add(from, withoutCode(shown[2] ?? ''));
      builder.flush();
    }
  }
  builder.add(start + at, withoutCode(text.slice(at)));
  return builder.passages();
}

interface Comment {
  type: string;
  start: number;
  end: number;
}

function commentsOf(tree: Node): Comment[] {
  const comments: Comment[] = [];
  const stack: unknown[] = [tree];
  while (stack.length > 0) {
    const value = stack.pop();
    if (Array.isArray(value)) stack.push(...value);
    else if (isNode(value)) {
      if (Array.isArray(value['comments'])) comments.push(...(value['comments'] as Comment[]));
      stack.push(...Object.values(value).filter((part) => typeof part === 'object'));
    }
  }
  return comments.toSorted((a, b) => a.start - b.start);
}

/** What a comment says, without its marks; what is between `@example` and the next tag is code. */
function commentPassages({ type, start, end }: Comment, source: string): Passage[] {
  const text = source.slice(start, end);
  if (/^(?:\/\/\s*(?:#region|#endregion|@ts-|biome-|<)|\/\*\s*(?:biome-|c8))/.test(text)) return [];
  const words =
    type === 'Line'
      ? text.replace(/^\/\/+/, (mark) => ' '.repeat(mark.length))
      : text
          .replace(/^\/\*+|\*+\/$/g, (mark) => ' '.repeat(mark.length))
          .replaceAll(/^[ \t]*\*/gm, (mark) => ' '.repeat(mark.length))
          .replaceAll(
            /@(?:param|throws|returns|see|example|default)\b(?:[ ]+[\w.]+(?= ))?|\{@link[^}]*\}/g,
            (tag) =>
              // A tag begins a new sentence.
              `;${' '.repeat(tag.length - 1)}`,
          );
  return paragraphs(withoutCode(words), start, 'comment');
}

/** Comments that follow each other line by line are one text. */
export function joinedComments(passages: readonly Passage[], source: string): Passage[] {
  const joined: Passage[] = [];
  for (const passage of passages) {
    const last = joined.at(-1);
    const between =
      last === undefined ? '' : source.slice(last.start + last.text.length, passage.start);
    if (
      last !== undefined &&
      last.kind === 'comment' &&
      passage.kind === 'comment' &&
      last.start + last.text.length <= passage.start &&
      /^\r?\n[ \t]*(?:\/\/)?$/.test(between)
    ) {
      last.text += between.replaceAll('/', ' ') + passage.text;
    } else joined.push({ ...passage });
  }
  return joined;
}

/** Splits at empty lines. */
export function paragraphs(text: string, start: number, kind: Passage['kind']): Passage[] {
  const passages: Passage[] = [];
  let at = 0;
  for (const part of text.split(/(\n[ \t*#]*\n)/)) {
    if (/\p{L}{2}/u.test(part)) passages.push({ start: start + at, text: part, kind });
    at += part.length;
  }
  return passages;
}
