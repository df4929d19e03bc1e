import { expect, it } from 'vitest';
import { pages } from './pages.ts';

const documents = pages().filter(({ name }) => name.startsWith('docs/'));

it('finds the pages', () => {
  expect(documents.length).toBeGreaterThan(10);
});

it.each(documents)('$name names what it rests on', ({ text }) => {
  expect(text).toMatch(/^sources:\n {2}- title: .+\n {4}url: https:/m);
});
