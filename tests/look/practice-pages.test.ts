import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tokenColours } from './colours.ts';

const css = ['practice.css', 'wide.css']
  .map((file) =>
    readFileSync(new URL(`../../src/practice-tenant/pages/${file}`, import.meta.url), 'utf8'),
  )
  .join('');

test('the practice tenant, which imports nothing from the site, uses the same pairs of colors', () => {
  const light = [...tokenColours('light').values()];
  const dark = [...tokenColours('dark').values()];
  const tokens = light.map((colour, index) => `${colour} ${dark[index]}`);
  const used = [...css.matchAll(/light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, inLight, inDark]) => `${inLight} ${inDark}`,
  );
  expect(used.length).toBeGreaterThan(15);
  expect(used.filter((pair) => !tokens.includes(pair))).toEqual([]);
});
