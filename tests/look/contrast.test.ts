import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tenantTypeList } from '../../src/scenarios/tenant-types.ts';
import { codeColours } from '../../src/shell/styles/code-theme.ts';
import { starlightOptions } from '../../src/starlight/starlight-options.ts';
import { type Colours, contrast, tokenColours } from './colours.ts';

const grounds = ['paper', 'surface', 'inset'];

/** Every pair of text and ground that the style sheets may put together, found by the tokens' names. */
function textPairs(colours: Colours): [text: string, ground: string][] {
  const names = [...colours.keys()];
  const texts = names.filter((name) => name.startsWith('ink') || name.endsWith('-text'));
  const surfaces = names.filter((name) => name.endsWith('-surface'));
  return [
    ...texts.flatMap((text) => grounds.map((ground): [string, string] => [text, ground])),
    // A colored text is on its own surface; ink and soft ink are on all of them.
    ...surfaces.map((ground): [string, string] => [ground.replace(/surface$/, 'text'), ground]),
    ...surfaces.flatMap((ground): [string, string][] => [
      ['ink', ground],
      ['ink-soft', ground],
    ]),
  ];
}

function tooFaint(colours: Colours, pairs: [string, string][], atLeast: number): string[] {
  return pairs.flatMap(([one, other]) => {
    const [colour, ground] = [colours.get(one), colours.get(other)];
    if (!colour || !ground) return [`no token for ${one} on ${other}`];
    const ratio = contrast(colour, ground);
    return ratio < atLeast ? [`${one} ${colour} on ${other} ${ground}: ${ratio.toFixed(2)}`] : [];
  });
}

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const colours = tokenColours(theme);

  test('every text has 4.5:1 on every ground it can be on', () => {
    expect(textPairs(colours).length).toBeGreaterThan(50);
    expect(tooFaint(colours, textPairs(colours), 4.5)).toEqual([]);
  });

  test('borders of controls, accents and the focus ring have 3:1', () => {
    const accents = [...colours.keys()].filter((name) =>
      /^accent-.*(?<!-text|-surface)$/.test(name),
    );
    expect(accents.length).toBeGreaterThanOrEqual(tenantTypeList.length);
    const shapes = ['line-strong', 'focus', ...accents];
    const pairs = shapes.flatMap((name) =>
      ['paper', 'surface'].map((ground): [string, string] => [name, ground]),
    );
    expect(tooFaint(colours, pairs, 3)).toEqual([]);
  });
});

describe.each(tenantTypeList)('the tenant type $key', ({ key, accent, mark }) => {
  const css = readFileSync(new URL('../../src/shell/styles/tokens.css', import.meta.url), 'utf8');
  const others = tenantTypeList.filter((other) => other.key !== key);

  test('has its own color, with its three tokens in tokens.css', () => {
    const names = [...tokenColours('light').keys()];
    const own = [`accent-${accent}`, `accent-${accent}-text`, `accent-${accent}-surface`];
    expect(own.filter((name) => !names.includes(name))).toEqual([]);
    expect(others.map((other) => other.accent)).not.toContain(accent);
  });

  test('has a shape of its own, with its token in tokens.css', () => {
    expect(css).toContain(`--lab-mark-${mark}:`);
    expect(others.map((other) => other.mark)).not.toContain(mark);
  });
});

test('every color of the code theme has a text token, and so is legible in both themes', () => {
  const css = readFileSync(new URL('../../src/shell/styles/code.css', import.meta.url), 'utf8');
  const given = [...css.matchAll(/\.ec-line \.(\w+) \{\s*color: var\(--lab-([\w-]+)\)/g)];
  const { ink, ...others } = codeColours;
  expect(given.map(([, name]) => name)).toEqual(Object.keys(others));
  expect(starlightOptions.expressiveCode.styleOverrides.codeForeground).toBe('var(--lab-ink)');
  const tokens = tokenColours('light');
  const wanted = new Map<string, string>(Object.entries(others));
  for (const [, name = '', token = ''] of given) expect(tokens.get(token)).toBe(wanted.get(name));
  expect(tokens.get('ink')).toBe(ink);
});
