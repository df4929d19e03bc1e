import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { figureNamed, figures } from '../../src/figures/figures.ts';

const content = new URL('../../src/content/', import.meta.url);
const pages = ['docs', 'tutorials'].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, content), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mdx'))
    .map((file) => readFileSync(new URL(`${folder}/${file}`, content), 'utf8')),
);
const shown = pages.flatMap((page) =>
  [...page.matchAll(/<Figure name="([^"]+)"/g)].map(([, name = '']) => name),
);

it('shows every picture on a page, and no page asks for one that doesn’t exist', () => {
  expect([...new Set(shown)].sort()).toEqual(Object.keys(figures).sort());
});

it('says who asks for a picture that doesn’t exist', () => {
  expect(() => figureNamed('no-such', '/choose/')).toThrow(
    '/choose/ asks for the picture "no-such", which doesn\'t exist.',
  );
});

it('puts every message of a sequence into a numbered sentence', () => {
  for (const figure of Object.values(figures)) {
    if (figure.kind !== 'sequence') continue;
    const numbers = [...figure.description.matchAll(/(?<=^| )(\d+)\. [A-Z]/g)];
    expect(
      numbers.map(([, number]) => Number(number)),
      figure.title,
    ).toEqual(figure.messages.map((_, index) => index + 1));
  }
});
