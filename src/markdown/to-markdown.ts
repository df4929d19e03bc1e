/** How the tags of one page's MDX are said in plain Markdown; what is not in here may not occur. */
export interface Vocabulary {
  /** Markdown of a tag without content, for example of `<SampleCode file="app.ts" />`. */
  alone: Record<string, (attributes: Attributes) => string>;
  /** Markdown of a tag around other Markdown. */
  around: Record<string, (attributes: Attributes, inner: string) => string>;
}
export type Attributes = Readonly<Record<string, string>>;

const fence = /^( *)(`{3,})[^\n]*\n[\s\S]*?^\1\2 *$/gm;
const codeSpan = /`[^`\n]+`/g;
const importLine = /^import\s[^;]*;\n/gm;
const comment = /\{\/\*[\s\S]*?\*\/\}/g;
// A value is a string, or an expression in braces that holds none or balanced ones.
const value = String.raw`(?:=(?:"[^"]*"|\{(?:[^{}]|\{[^{}]*\})*\}))?`;
const alone = new RegExp(String.raw`(^ *)?<([A-Z]\w*)((?:\s+\w+${value})*)\s*/>`, 'gm');
// Innermost first: no other opening tag of the vocabulary inside.
const around = new RegExp(
  String.raw`<([A-Z]\w*)((?:\s+\w+${value})*)>((?:(?!<[A-Z])[\s\S])*?)</\1>`,
);

/**
 * Plain Markdown of a page's MDX body. Code is left as it is.
 * @param page who is converted, for the error sentence
 * @throws an Error of one sentence when the page has a tag that the vocabulary does not know
 */
export function toMarkdown(mdx: string, vocabulary: Vocabulary, page: string): string {
  const kept: string[] = [];
  const keep = (text: string): string => `\u0000${kept.push(text) - 1}\u0000`;
  const known = <Way>(ways: Record<string, Way>, tag: string): Way => {
    const way = ways[tag];
    if (way === undefined) throw new Error(`${page} has a <${tag}> that has no Markdown.`);
    return way;
  };

  // What follows the language of a block is for the highlighter and for tests.
  const block = (code: string): string => keep(code.replace(/^( *`{3,}\w*).*/, '$1'));

  let text = mdx.replace(fence, block).replace(codeSpan, keep);
  text = text.replace(importLine, '').replace(comment, '');
  text = text.replace(alone, (_, indent: string = '', tag: string, list: string) => {
    const lines = known(vocabulary.alone, tag)(attributesOf(list)).split('\n');
    return lines.length === 1
      ? indent + lines.join('')
      : keep(lines.map((line) => (line === '' ? '' : indent + line)).join('\n'));
  });
  for (let tag = around.exec(text); tag; tag = around.exec(text)) {
    const [all, name = '', list = '', inner = ''] = tag;
    const said = known(vocabulary.around, name)(attributesOf(list), inner);
    text = text.slice(0, tag.index) + said + text.slice(tag.index + all.length);
  }
  const left = /<\/?[A-Z]\w*/.exec(text)?.[0];
  if (left !== undefined) throw new Error(`${page} has a ${left}> that is not closed or not open.`);

  const restored = restore(text, kept);
  return `${restored
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** Kept text may hold marks of what was kept before it. */
function restore(text: string, kept: readonly string[]): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the mark that no author can write.
  return text.replace(/\u0000(\d+)\u0000/g, (_, at: string) =>
    restore(kept[Number(at)] ?? '', kept),
  );
}

function attributesOf(list: string): Attributes {
  const found = [...list.matchAll(/(\w+)=(?:"([^"]*)"|\{)/g)];
  return Object.fromEntries(found.map(([, name, text]) => [name, text ?? '']));
}
