import { expect, it } from 'vitest';
import { parseMdx } from '../../src/content/mdx.ts';
import { toMarkdown, type Vocabulary } from '../../src/markdown/to-markdown.ts';
import { code, commonTags, quotedCode } from '../../src/markdown/vocabulary.ts';

const vocabulary: Vocabulary = {
  ...commonTags,
  Value: ({ attributes: { name = '' } }) => [code(name)],
  Code: () => quotedCode({ file: 'a.ts', language: 'ts', code: 'a\n\nb' }),
};
const converted = (mdx: string) => toMarkdown(parseMdx(mdx, 'The page'), vocabulary, 'The page');

it('keeps code as its author wrote it, tags and all', () => {
  const code = 'Write `<Value name="a" />`.\n\n```html\n<Label>no tag</Label>\n```\n';
  expect(converted(code)).toBe(code);
});

it('leaves out what only the highlighter and the tests read', () => {
  expect(converted('```sh test wrap\nnpm start\n```')).toBe('```sh\nnpm start\n```\n');
});

it('indents a block of code in a list as its tag was', () => {
  expect(converted('1. One\n\n   <Code />\n')).toBe(
    '1. One\n\n   `a.ts`:\n\n   ```ts\n   a\n\n   b\n   ```\n',
  );
});

it('says tabs and the checkpoint in headings and words', () => {
  const mdx =
    '<Tabs>\n<TabItem label="Practice tenant">\n\nSelect <Label>Sign in</Label>.\n\n</TabItem>\n</Tabs>\n\n<Checkpoint>\nYes\n<Fragment slot="not-working">\n\nNo\n\n</Fragment>\n</Checkpoint>\n';
  expect(converted(mdx)).toBe(
    '**Practice tenant:**\n\nSelect **Sign in**.\n\n## Checkpoint\n\nYes\n\n### It didn’t work\n\nNo\n',
  );
});

it('leaves out imports and what authors tell each other', () => {
  expect(converted("import A from './A.astro';\n\n{/* ask Kim */}\n\nOne{/* two */}.\n")).toBe(
    'One.\n',
  );
});

it('refuses a tag that nobody taught it, one that is not closed, and a value in braces', () => {
  expect(() => converted('<Video src="a" />')).toThrow(
    'The page has a <Video> that has no equivalent in Markdown.',
  );
  expect(() => converted('<Label>Sign in')).toThrow("The page isn't valid MDX");
  expect(() => converted('It takes {minutes} minutes.')).toThrow(
    'The page has an expression in braces',
  );
});

it('fences code that holds fences with a longer one', () => {
  const fenced: Vocabulary = {
    Code: () => quotedCode({ file: 'a.md', language: 'md', code: '```' }),
  };
  expect(toMarkdown(parseMdx('<Code />', 'The page'), fenced, 'The page')).toContain('````md');
});

it('keeps a table a table', () => {
  const table = '| Name | Value |\n| - | - |\n| `A` | one |\n';
  expect(converted(table)).toBe(table);
});

it('names the lines of a region, and says "line" of a single one', () => {
  const quoted = (firstLine: number, lastLine: number): Vocabulary => ({
    Code: () =>
      quotedCode({ file: 'a.ts', lines: { firstLine, lastLine }, language: 'ts', code: 'a' }),
  });
  const mdx = () => parseMdx('<Code />', 'The page');
  expect(toMarkdown(mdx(), quoted(3, 9), 'The page')).toContain('`a.ts`, lines 3–9:');
  expect(toMarkdown(mdx(), quoted(3, 3), 'The page')).toContain('`a.ts`, line 3:');
});

it('leaves no space behind where a tag said nothing', () => {
  const silent: Vocabulary = { Tenant: () => [] };
  expect(toMarkdown(parseMdx('One. <Tenant />\n', 'The page'), silent, 'The page')).toBe('One.\n');
});

it('puts a sketch of a portal page into words: the way there, and what each step is about', () => {
  expect(converted('<PortalFigure name="client-secret" />\n')).toBe(
    '> Where to find steps 1 to 3, in a sketch of the page, App registrations > Certificates & secrets. 1: **Certificates & secrets**. 2: **New client secret**. 3: **Value** `<your client secret>`.\n',
  );
});
