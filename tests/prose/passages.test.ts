import { expect, test } from 'vitest';
import { proseFindings, spellingFindings } from '../../scripts/prose/findings.ts';
import { passagesOf } from '../../scripts/prose/passages.ts';

/** The passages of a file, without what is masked. */
function read(file: string, source: string): string[] {
  const passages = passagesOf(file, source);
  for (const { start, text } of passages) {
    expect(text.replaceAll(/[^\n]/g, ' ')).toHaveLength(text.length);
    expect(start + text.length).toBeLessThanOrEqual(source.length);
  }
  return passages.map(({ text }) => text.replaceAll(/\s+/g, ' ').trim());
}

test('a page: front matter, paragraphs, attributes that readers see, and no code', () => {
  const page = [
    '---',
    'title: Sign out of both',
    "searchWords: ['log out fails']",
    '---',
    'import Aside from "../Aside.astro";',
    '',
    'Select **Sign out** at <https://example.com>, then `code`',
    'is gone.',
    '',
    '<Aside title="What you see" file="app shall.ts">',
    '',
    '- One `item`, [a link](/somewhere/).',
    '',
    '```ts',
    'const shall = "the learner";',
    '```',
    '</Aside>',
  ].join('\n');
  const source = page.replace(' at <https://example.com>', '');
  expect(read('page.mdx', source)).toEqual([
    'Sign out of both',
    'What you see',
    'Select **Sign out**, then `````` is gone.',
    'One ``````, a link .',
  ]);
});

test('a program with templates in templates and generic functions is read in full', () => {
  const program = [
    `const page = html\`<p>$\{html\`<p>For you: $\{name}</p>\`} $\{html\`here\`}</p>\`;`,
    'const same = async <T>(value: Promise<T>): Promise<T> => value;',
    '// The last comment',
  ].join('\n');
  expect(read('program.ts', program)).toContain('The last comment');
});

test('a program: comments, and the strings that are sentences', () => {
  const program = [
    "import { a } from './no sentence here.ts';",
    '// The first line of a comment',
    '// goes on in the second.',
    "const selector = '[data-x] button';",
    "const kind = 'one-word';",
    `const title = \`You are signed in, $\{name}\`;`,
    "throw new Error('The key is missing.');",
    'const page = html`<p>Select <strong>Sign in</strong>.</p><p class="not this one">Then wait.</p>`;',
  ].join('\n');
  expect(read('program.ts', program)).toEqual([
    'The first line of a comment goes on in the second.',
    'You are signed in, ```````',
    'The key is missing.',
    'Select ** Sign in** .',
    'Then wait.',
  ]);
});

test('an Astro file: sentences across tags are one passage', () => {
  const file = [
    '---',
    "const title = 'The title here';",
    '---',
    '<p>Read <a href="/x">the page</a> of {name}.</p>',
    '<button aria-label="Close the pane" class="a b c"><code>x y</code></button>',
    '{open && <p>Only when open.</p>}',
  ].join('\n');
  expect(read('Part.astro', file)).toEqual([
    'The title here',
    'Read the page of ``````.',
    'Close the pane',
    'Only when open.',
  ]);
});

test('templates of .env show their comments, stylesheets too', () => {
  expect(read('samples/web-app/.env.sample.b2c', '# From the portal\nA=the value shall\n')).toEqual(
    ['From the portal'],
  );
  expect(read('look.css', 'a { color: red; } /* Above the rest */')).toEqual(['Above the rest']);
});

test('a finding names the line of the words in the file', async () => {
  const source = '// Fine.\n\nconst text = `Nothing\n  shall change.`;\n';
  expect(proseFindings('a.ts', source)).toMatchObject([{ line: 4, words: 'shall' }]);
  const page = '---\ntitle: Fine\n---\n\nThe tabel is `wrongg` and **wronng**.\n';
  expect(await spellingFindings('a.md', page)).toMatchObject([
    { line: 5, words: 'tabel' },
    { line: 5, words: 'wronng' },
  ]);
});

test('British spellings are mistakes, and names are not', async () => {
  const words = async (text: string) =>
    (await spellingFindings('a.md', text)).map(({ words }) => words);
  expect(await words('The colour and behaviour of an organisation.')).toEqual([
    'colour',
    'behaviour',
    'organisation',
  ]);
  expect(await words('MSAL’s PKCE works with Pagefind and AADSTS50011.')).toEqual([]);
});
