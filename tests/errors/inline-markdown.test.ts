import { expect, it } from 'vitest';
import { inlineMarkdown, plainText } from '../../src/errors/inline-markdown.ts';

it('knows code, bold and links', () => {
  expect(
    inlineMarkdown(
      'Set `CLIENT_ID` under **Web `x`**, see [credentials](/how-it-works/credentials/).',
    ),
  ).toBe(
    'Set <code>CLIENT_ID</code> under <strong>Web <code>x</code></strong>, see <a href="/how-it-works/credentials/">credentials</a>.',
  );
});

it('escapes what HTML would take for a tag, inside code too', () => {
  expect(inlineMarkdown('<b> & `https://<tenant>` **for <tenant>**')).toBe(
    '&#x3C;b> &#x26; <code>https://&#x3C;tenant></code> <strong>for &#x3C;tenant></strong>',
  );
});

it('curls quotation marks and apostrophes, but not in code', () => {
  const sentence = `The **user's** "app" isn't \`client's\`.`;
  expect(inlineMarkdown(sentence)).toBe(
    "The <strong>user’s</strong> “app” isn’t <code>client's</code>.",
  );
  expect(plainText(sentence)).toBe("The user’s “app” isn’t client's.");
});

it.each([
  ['an address that is neither of this site nor https', '[x](javascript:alert)'],
  ['a picture', '![x](/x.png)'],
  ['two paragraphs', 'One\n\ntwo'],
  ['a heading', '# Why'],
  ['a list', '- one'],
])('refuses %s', (_, sentence) => {
  expect(() => inlineMarkdown(sentence)).toThrow(
    'A record may contain only code, bold text, and links',
  );
});

it('gives the words alone', () => {
  expect(plainText('Set `CLIENT_ID` under **Web**, [so](/x/).')).toBe(
    'Set CLIENT_ID under Web, so.',
  );
});
