import { expect, it } from 'vitest';
import { cspHash, inlineHashes, unionOf } from '../../src/server/inline-hashes.ts';

it('hashes what a browser would run or apply', () => {
  expect(
    inlineHashes('<script>a()</script><script type="module">b()</script><style>p{}</style>'),
  ).toEqual({ scripts: [cspHash('a()'), cspHash('b()')], styles: [cspHash('p{}')] });
});

it('leaves out scripts from files and blocks of data', () => {
  expect(
    inlineHashes(
      '<script src="/a.js"></script><script type="application/json">{"a":1}</script><script type="application/ld+json">{}</script>',
    ),
  ).toEqual({ scripts: [], styles: [] });
});

it('gives the hash that browsers compute', () => {
  // Example of the CSP specification, level 3.
  expect(cspHash("alert('Hello, world.');")).toBe(
    "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='",
  );
});

it('joins pages without repeating', () => {
  const page = inlineHashes('<script>a()</script>');
  expect(unionOf([page, page])).toEqual(page);
});
