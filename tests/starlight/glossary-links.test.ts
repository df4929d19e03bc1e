import { markdownToHtml, mdxToJs } from 'satteri';
import { expect, it } from 'vitest';
import { glossaryLinks } from '../../src/starlight/glossary-links.ts';

const hastPlugins = [glossaryLinks(['ID token', 'token', 'claim', 'authority'])];
const html = (markdown: string): string => markdownToHtml(markdown, { hastPlugins }).html;
const linked = (markdown: string): string[] =>
  [...html(markdown).matchAll(/<a class="term"[^>]*>([^<]*)<\/a>/g)].map(([, words = '']) => words);

it('links the first use of a term, and no other', () => {
  expect(html('A claim.\n\nAnother claim.')).toBe(
    '<p>A <a class="term" href="/reference/glossary/#claim">claim</a>.</p>\n<p>Another claim.</p>\n',
  );
});

it('begins anew on each page', () => {
  expect(linked('A claim.')).toEqual(['claim']);
  expect(linked('A claim.')).toEqual(['claim']);
});

it('takes the longest term, and a plural with its s', () => {
  expect(linked('ID tokens, one token, and claims.')).toEqual(['ID tokens', 'token', 'claims']);
});

it('leaves parts of other words alone', () => {
  expect(linked('A reclaim, a claim-like thing, a claimed one.')).toEqual([]);
});

it('tells a certificate authority from the authority', () => {
  expect(linked('A trusted certificate authority.')).toEqual([]);
  expect(linked('The authority of a tenant.')).toEqual(['authority']);
});

it('leaves headings, links, code, labels, and tables alone', () => {
  expect(
    linked('# A claim\n\n[A claim](/), `a claim`, **Claim**\n\n| A |\n|---|\n| claim |\n'),
  ).toEqual([]);
});

it('links in a list and an aside, and not in what only some tracks show', () => {
  const { code } = mdxToJs(
    '<Tenant only="b2c">\nA claim.\n</Tenant>\n\n<Aside>\n- A token\n</Aside>\n',
    { hastPlugins },
  );
  expect([...code.matchAll(/glossary\/#([\w-]+)/g)].map(([, anchor]) => anchor)).toEqual(['token']);
});
