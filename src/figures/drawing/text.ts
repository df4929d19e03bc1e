import type { Words } from './drawing.ts';

/** In CSS pixels; the style sheet of figures has the same sizes. */
const fontSizes: Readonly<Record<Words['style'], number>> = {
  title: 14,
  detail: 13,
  label: 13,
  code: 13,
  number: 13,
};

export const lineHeight = 18;

/** Widths of glyphs as parts of the font size, generous enough for the widest of our interface fonts. */
const narrow = /[iljtfrI.,:;'’|()[\]/ ]/;
const wide = /[mwMW@%—]/;
const capital = /[A-Z0-9<>=_#&]/;

/** About how wide a text is; never less than in a font that the site asks for. */
export function widthOf(text: string, style: Words['style']): number {
  const size = fontSizes[style];
  if (style === 'code') return text.length * size * 0.61;
  const parts = [...text].map((letter) => {
    if (narrow.test(letter)) return 0.34;
    if (wide.test(letter)) return 0.92;
    return capital.test(letter) ? 0.68 : 0.58;
  });
  return parts.reduce((sum, part) => sum + part, 0) * size * (style === 'title' ? 1.04 : 0.98);
}

/**
 * The text in as few lines of at most this width as it takes, and those about equally long.
 * @throws when a word is wider than that
 */
export function wrapped(text: string, style: Words['style'], width: number): string[] {
  const parts = partsOf(text, style, width);
  const widest = Math.max(...parts.map(([part]) => widthOf(part, style)));
  if (widest > width)
    throw new Error(`A word of "${text}" doesn't fit in ${Math.floor(width)} pixels.`);
  const lines = filled(parts, style, width);
  let narrower = width;
  while (narrower - 4 > widest && filled(parts, style, narrower - 4).length === lines.length)
    narrower -= 4;
  return filled(parts, style, narrower);
}

type Part = readonly [word: string, glue: string];

function filled(parts: readonly Part[], style: Words['style'], width: number): string[] {
  const lines: string[] = [];
  for (const [part, glue] of parts) {
    const longer = `${lines.at(-1)}${glue}${part}`;
    if (lines.length > 0 && widthOf(longer, style) <= width) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}

/** Words with what joins them to the word before; a long name breaks between its own words. */
const partsOf = (text: string, style: Words['style'], width: number): Part[] =>
  text
    .split(' ')
    .flatMap((word) =>
      (widthOf(word, style) > width ? word.split(/(?<=[_./-])/) : [word]).map(
        (part, index): Part => [part, index === 0 ? ' ' : ''],
      ),
    );
