import { expect, it } from 'vitest';
import { inlineMarkdown, plainText } from '../../src/errors/inline-markdown.ts';

it('knows code, bold and links', () => {
  expect(
    inlineMarkdown('Set `CLIENT_ID` under **Web `x`**, see [credentials](/concepts/credentials/).'),
  ).toBe(
    'Set <code>CLIENT_ID</code> under <strong>Web <code>x</code></strong>, see <a href="/concepts/credentials/">credentials</a>.',
  );
});

it('escapes everything else, inside code too', () => {
  expect(inlineMarkdown('<b> & `https://<tenant>` "x"')).toBe(
    '&lt;b&gt; &amp; <code>https://&lt;tenant&gt;</code> &quot;x&quot;',
  );
});

it('makes no link of an address that is neither of this site nor https', () => {
  expect(inlineMarkdown('[x](javascript:alert)')).toBe('[x](javascript:alert)');
});

it('gives the words alone', () => {
  expect(plainText('Set `CLIENT_ID` under **Web**, [so](/x/).')).toBe(
    'Set CLIENT_ID under Web, so.',
  );
});
