import { expect, it } from 'vitest';
import { withRegionAnchors } from '../../src/tutorial/region-anchors.ts';

const line = (text: string): string => `<div class="ec-line mark">${text}</div>`;
const block = (...lines: string[]): string => `<pre><code>${lines.join('')}</code></pre>`;
const region = (name: string, ...lines: string[]): string =>
  `<div class="code-region" id="region-${name}">${lines.join('')}</div>`;
const [a, b, c] = [line('a'), line('b'), line('c')];

it('puts an element with an address around the lines of a region', () => {
  const regions = [{ name: 'middle', firstLine: 2, lastLine: 2 }];
  expect(withRegionAnchors(block(a, b, c), regions)).toBe(block(a, region('middle', b), c));
});

it('knows a region that ends with the file, and one inside another', () => {
  const regions = [
    { name: 'outer', firstLine: 1, lastLine: 3 },
    { name: 'inner', firstLine: 2, lastLine: 3 },
  ];
  expect(withRegionAnchors(block(a, b, c), regions)).toBe(
    block(region('outer', a, region('inner', b, c))),
  );
});

it('leaves everything else as it is', () => {
  expect(withRegionAnchors(block(a, b), [])).toBe(block(a, b));
  expect(withRegionAnchors('<p>no code</p>', [{ name: 'x', firstLine: 1, lastLine: 1 }])).toBe(
    '<p>no code</p>',
  );
});
