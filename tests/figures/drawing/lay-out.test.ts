import { describe, expect, it } from 'vitest';
import type { Area, Drawing, Path } from '../../../src/figures/drawing/drawing.ts';
import { layOut } from '../../../src/figures/drawing/lay-out.ts';
import { lineHeight, widthOf } from '../../../src/figures/drawing/text.ts';
import { figures } from '../../../src/figures/figures.ts';
import type { Figure } from '../../../src/figures/model/figure.ts';

const arrangements = [
  ['wide', false],
  ['narrow', true],
] as const;

/** Where the letters are, rather than the room that they have. */
function inks({ words }: Drawing): { text: string; area: Area; isLabel: boolean }[] {
  return words.flatMap(({ lines, anchor, style, role, x, y, width }) =>
    lines.map((text, index) => {
      const own = widthOf(text, style);
      const left = { start: x, middle: x + (width - own) / 2, end: x + width - own }[anchor];
      const area = { x: left, y: y + index * lineHeight + 2, width: own, height: lineHeight - 4 };
      return { text, area, isLabel: role === undefined };
    }),
  );
}

const overlap = (a: Area, b: Area): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

const isInside = (inner: Area, outer: Area): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** The straight parts of a line, as thin areas, without the ends that touch a box. */
function parts({ points }: Path): Area[] {
  return points.slice(1).map(([x, y], index) => {
    const [fromX, fromY] = points[index] ?? [x, y];
    const area = {
      x: Math.min(x, fromX),
      y: Math.min(y, fromY),
      width: Math.abs(x - fromX),
      height: Math.abs(y - fromY),
    };
    return area.width > 0
      ? { ...area, x: area.x + 1, width: area.width - 2, height: 1 }
      : { ...area, y: area.y + 1, height: area.height - 2, width: 1 };
  });
}

/** Long addresses are broken after these characters. */
const joined = (text: string): string => text.replaceAll(/([_./-]) /g, '$1');

/** What a figure says, and how many lines lead from one part to another. */
function contentOf(figure: Figure, isNarrow: boolean): { texts: string[]; lines: number } {
  switch (figure.kind) {
    case 'boxes': {
      const { frames = [] } = isNarrow ? figure.narrow : figure.wide;
      return {
        texts: [
          ...figure.boxes.flatMap(({ title = [], detail = [], code = [] }) => [
            title,
            detail,
            code,
          ]),
          ...figure.arrows.map(({ label = [] }) => label),
          ...frames.map(({ title }) => title),
        ].flat(),
        lines: figure.arrows.length,
      };
    }
    case 'sequence':
      return {
        texts: [
          ...figure.lanes.map(({ name }) => name),
          ...figure.messages.flatMap(({ text, phase = [] }) => [text, phase]),
        ].flat(),
        lines: figure.messages.filter(({ from, to }) => from !== to).length,
      };
    case 'time line':
      return {
        texts: [
          ...figure.ticks.map(({ name }) => name),
          ...figure.rows.flatMap(({ title, detail }) => [title, detail]),
        ],
        lines: 0,
      };
  }
}

const pairs = <T>(all: readonly T[]): [T, T][] =>
  all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]));

describe.each(Object.entries(figures))('the picture %s', (_name, figure) => {
  describe.each(arrangements)('in its %s arrangement', (_arrangement, isNarrow) => {
    const drawing = layOut(figure, isNarrow);
    const arrows = drawing.paths.filter(({ style }) => style !== 'lane');
    const boxes = drawing.shapes.filter(({ role }) => role !== 'frame' && role !== 'number');

    it('has all of its words, and every arrow', () => {
      const shown = drawing.words.map(({ lines }) => joined(lines.join(' ')));
      const { texts, lines } = contentOf(figure, isNarrow);
      expect(shown).toEqual(expect.arrayContaining(texts.map(joined)));
      expect(arrows).toHaveLength(lines);
    });

    it('keeps its words apart from each other and inside the picture', () => {
      const letters = inks(drawing);
      const whole = { x: 0, y: 0, width: drawing.width, height: drawing.height };
      expect(letters.filter(({ area }) => !isInside(area, whole)).map(({ text }) => text)).toEqual(
        [],
      );
      const meeting = pairs(letters).filter(([a, b]) => overlap(a.area, b.area));
      expect(meeting.map(([a, b]) => `${a.text} | ${b.text}`)).toEqual([]);
    });

    it('keeps boxes apart, and words either in a box or outside of all', () => {
      const meeting = pairs(boxes).filter(([a, b]) => overlap(a, b) && !b.role.startsWith('bar'));
      expect(meeting).toEqual([]);
      const cut = inks(drawing).filter(({ area }) =>
        boxes.some((box) => overlap(area, box) && !isInside(area, box)),
      );
      expect(cut.map(({ text }) => text)).toEqual([]);
    });

    it('leads no arrow through words or boxes', () => {
      const crossed = arrows.flatMap((arrow) =>
        parts(arrow).flatMap((part) => [
          ...inks(drawing)
            .filter(({ area }) => overlap(part, area))
            .map(({ text }) => text),
          ...boxes.filter((box) => overlap(part, box)).map(({ role }) => role),
        ]),
      );
      expect(crossed).toEqual([]);
    });
  });
});
