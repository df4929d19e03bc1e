import { markdownToHtml, mdxToJs } from 'satteri';
import { expect, it } from 'vitest';
import { codeBreaks } from '../../src/starlight/code-breaks.ts';

const html = (markdown: string): string =>
  markdownToHtml(markdown, { hastPlugins: [codeBreaks] }).html;
const inCell = (code: string): string =>
  /<td>(.*)<\/td>/.exec(html(`| A |\n|---|\n| ${code} |\n`))?.[1] ?? '';

it('lets an address in a table break after its slashes', () => {
  expect(inCell('`http://localhost:3000/auth/redirect`')).toBe(
    '<code>http://<wbr>localhost:3000/<wbr>auth/<wbr>redirect</code>',
  );
});

it('lets a long name in a table break after its underscores', () => {
  expect(inCell('`CLIENT_CERTIFICATE_PATH`')).toBe(
    '<code>CLIENT_<wbr>CERTIFICATE_<wbr>PATH</code>',
  );
});

it('leaves running text, short names and other words as they are', () => {
  expect(html('`http://localhost:3000/auth/redirect`')).not.toContain('<wbr>');
  expect(inCell('long_words_without_code a/b `CLIENT_SECRET`')).not.toContain('<wbr>');
});

it('tells a value in a cell, and no other, to break', () => {
  const { code } = mdxToJs('<Value name="a" />, and\n\n| A |\n|---|\n| <Value name="b" /> |\n', {
    hastPlugins: [codeBreaks],
  });
  const values = [...code.matchAll(/jsx\(Value, \{([^}]*)\}/g)];
  expect(values.map(([, attributes = '']) => attributes.includes('breaks'))).toEqual([false, true]);
});
