import { expect, test } from 'vitest';
import { html } from '../../../samples/web-app/html.ts';

test('F13 a value is text, wherever it is on the page', () => {
  const value = `&<>"'`;
  const safe = '&amp;&lt;&gt;&quot;&#39;';
  expect(html`<p title="${value}">${value}</p>`.text).toBe(`<p title="${safe}">${safe}</p>`);
});

test('the tag’s own output is not escaped again, and missing values show nothing', () => {
  const items = ['<a>', '<b>'].map((each) => html`<li>${each}</li>`);
  expect(html`<ul>${items}</ul>${undefined}${false}${0}`.text).toBe(
    '<ul><li>&lt;a&gt;</li><li>&lt;b&gt;</li></ul>0',
  );
});
