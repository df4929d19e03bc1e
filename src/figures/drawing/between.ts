import type { Area, Point, Words } from './drawing.ts';
import { lineHeight, widthOf, wrapped } from './text.ts';

interface Connection {
  points: readonly Point[];
  label(text: string): Words;
}

/** The least overlap of two boxes, one above the other, for a straight line between them. */
const overlapNeeded = 24;
/** How far a box may be indented to hang from the box above it. */
const deepestIndent = 70;

/** The way from one box to another, and where its label goes. */
export function between(from: Area, to: Area, isNarrow: boolean, right: number): Connection {
  const middle = ({ y, height }: Area) => y + height / 2;
  const end = ({ x, width }: Area) => x + width;
  const forward = from.x < to.x;
  const sides: [number, number] = forward ? [end(from), to.x] : [from.x, end(to)];
  if (middle(from) === middle(to)) return across(sides, middle(from));

  const [upper, lower] = from.y < to.y ? [from, to] : [to, from];
  const bottom = upper.y + upper.height;
  const indent = lower.x - upper.x;
  if (upper === from && indent > 8 && indent < deepestIndent && isNarrow) {
    const x = upper.x + indent / 2;
    const points: Point[] = [
      [x, bottom],
      [x, middle(lower)],
      [lower.x, middle(lower)],
    ];
    return { points, label: (text) => above(text, x, lower.y, right) };
  }
  const inset = end(to) - end(from);
  if (upper === from && inset > 8 && inset < deepestIndent && isNarrow && indent < 0) {
    const x = end(from) + inset / 2;
    const points: Point[] = [
      [end(from), middle(from)],
      [x, middle(from)],
      [x, to.y],
    ];
    return { points, label: noLabel };
  }
  const left = Math.max(from.x, to.x);
  const overlap = Math.min(end(from), end(to)) - left;
  if (overlap >= overlapNeeded) {
    const sameColumn = from.x === to.x && from.width === to.width;
    const x = isNarrow && sameColumn && from.width > 180 ? left + 24 : left + overlap / 2;
    const points: Point[] = [
      [x, bottom],
      [x, lower.y],
    ];
    return { points: upper === from ? points : points.reverse(), label: beside(x, bottom, right) };
  }
  const turn = (sides[0] + sides[1]) / 2;
  const points: Point[] = [
    [sides[0], middle(from)],
    [turn, middle(from)],
    [turn, middle(to)],
    [sides[1], middle(to)],
  ];
  return { points, label: noLabel };
}

const noLabel = (text: string): never => {
  throw new Error(`An arrow with two turns has no room for "${text}".`);
};

function across([start, stop]: [number, number], y: number): Connection {
  const x = Math.min(start, stop) + 5;
  const width = Math.abs(stop - start) - 10;
  return {
    points: [
      [start, y],
      [stop, y],
    ],
    label: (text) => {
      const lines = wrapped(text, 'label', width);
      const height = lines.length * lineHeight;
      return { style: 'label', anchor: 'middle', lines, x, y: y - 5 - height, width, height };
    },
  };
}

/** Just above the box that hangs from a line. */
function above(text: string, x: number, y: number, right: number): Words {
  const words = beside(x, y, right)(text);
  return { ...words, y: y - 3 - words.height };
}

/** To the right of a line that goes down. */
const beside =
  (x: number, y: number, right: number) =>
  (text: string): Words => {
    const lines = wrapped(text, 'label', Math.min(200, right - x - 10));
    const width = Math.max(...lines.map((line) => widthOf(line, 'label')));
    const height = lines.length * lineHeight;
    return { style: 'label', anchor: 'start', lines, x: x + 10, y: y + 5, width, height };
  };
