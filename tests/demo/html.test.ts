import { expect, it } from 'vitest';
import { html } from '../../src/demo/html.ts';

const markup = `<b title="x">&'`;
const escaped = '&lt;b title=&quot;x&quot;&gt;&amp;&#39;';

it('escapes every value, in text and in attributes', () => {
  expect(html`<p class="${markup}">${markup}</p>`.text).toBe(
    `<p class="${escaped}">${escaped}</p>`,
  );
});

it('puts HTML into HTML as it is, one piece or a list', () => {
  const piece = html`<i>${markup}</i>`;
  expect(html`${piece}|${[piece, piece]}`.text).toBe(
    `<i>${escaped}</i>|<i>${escaped}</i><i>${escaped}</i>`,
  );
});

it('leaves out what there isn’t, and keeps zero', () => {
  expect(html`a${undefined}${false}${''}${0}b`.text).toBe('a0b');
});
