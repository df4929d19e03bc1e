import { readFileSync } from 'node:fs';

export type Theme = 'light' | 'dark';
export type Colours = ReadonlyMap<string, string>;

/** The colors of tokens.css by name without `--lab-`, for one theme. */
export function tokenColours(theme: Theme): Colours {
  const css = readFileSync(new URL('../../src/shell/styles/tokens.css', import.meta.url), 'utf8');
  const declaration = /--lab-([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g;
  return new Map(
    [...css.matchAll(declaration)].map(([, name = '', light = '', dark = '']) => [
      name,
      theme === 'light' ? light : dark,
    ]),
  );
}

/** WCAG 2.2 contrast ratio of two colors written #rrggbb. */
export function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
