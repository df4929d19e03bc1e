import { toString as wordsOf } from 'mdast-util-to-string';
import { expect, it } from 'vitest';
import { trackContent } from '../../src/tutorial/track-content.ts';

it('opens the blocks of the tenant type and drops those of the others, nested ones too', () => {
  const mdx =
    'Start <Tenant only="b2c">B <Tenant except="b2c">never</Tenant></Tenant><Tenant except="b2c">E</Tenant>';
  expect(wordsOf(trackContent(mdx, 'b2c', 'The page')).trim()).toBe('Start B');
  expect(wordsOf(trackContent(mdx, 'entra-id', 'The page'))).toBe('Start E');
});

it('makes a paragraph of words that stand alone in a block', () => {
  const { children } = trackContent('<Tenant only="b2c">Two `words`</Tenant>', 'b2c', 'The page');
  expect(children).toMatchObject([
    { type: 'paragraph', children: [{ value: 'Two ' }, { type: 'inlineCode', value: 'words' }] },
  ]);
});
