import { expect, it } from 'vitest';
import { ownTenantBlocks } from '../../src/markdown/tenant-blocks.ts';
import { toMarkdown, type Vocabulary } from '../../src/markdown/to-markdown.ts';
import { plainTags, quotedCode } from '../../src/markdown/vocabulary.ts';

const vocabulary: Vocabulary = {
  alone: { Value: ({ name }) => `\`${name}\``, Code: () => quotedCode('`a.ts`:', 'ts', 'a\n\nb') },
  around: plainTags,
};
const converted = (mdx: string) => toMarkdown(mdx, vocabulary, 'The page');

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

it('refuses a tag that nobody taught it, and one that is not closed', () => {
  expect(() => converted('<Video src="a" />')).toThrow(
    'The page has a <Video> that has no Markdown.',
  );
  expect(() => converted('<Label>Sign in')).toThrow('not closed');
});

it('fences code that holds fences with a longer one', () => {
  expect(quotedCode('', 'md', '```')).toContain('````md');
});

it('keeps the blocks of one tenant type, nested ones too', () => {
  const mdx =
    '<Tenant only="b2c">B <Tenant except="b2c">never</Tenant></Tenant><Tenant except="b2c">E</Tenant>';
  expect(ownTenantBlocks(mdx, 'b2c', 'The page').trim()).toBe('B');
  expect(ownTenantBlocks(mdx, 'entra-id', 'The page')).toBe('E');
});

it('sets the names of a tree of files apart from what is said of them', () => {
  const mdx =
    '<FileTree>\n\n- app.ts the routes\n- auth/ the code\n  - a.ts, b-c.ts two\n\n</FileTree>\n';
  expect(converted(mdx)).toBe(
    '- `app.ts`: the routes\n- `auth/`: the code\n  - `a.ts, b-c.ts`: two\n',
  );
});
