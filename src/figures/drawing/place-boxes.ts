import type { Arrangement, Box, BoxFigure } from '../model/figure.ts';
import type { Area, Words } from './drawing.ts';
import { lineHeight, wrapped } from './text.ts';

export const frameInset = 12;
/** From a frame's upper edge to its first box. */
export const frameTitle = lineHeight + 10;
const rowGap = 26;

export interface PlacedBox extends Area {
  box: Box;
  words: readonly Words[];
}

/**
 * The boxes on their grid: columns of one width, rows as high as their highest box.
 * @throws when a box has no place, or one of its words doesn't fit
 */
export function placeBoxes(
  figure: BoxFigure,
  arrangement: Arrangement,
  width: number,
  isNarrow: boolean,
): PlacedBox[] {
  const { columns, gap = 24, at, frames = [] } = arrangement;
  const padding = isNarrow ? 7 : 8;
  const margin = frames.length > 0 ? frameInset + 1 : 1;
  const columnWidth = (width - 2 * margin - (columns - 1) * gap) / columns;
  const sized = figure.boxes.map((box) => {
    const place = at[box.id];
    if (!place) throw new Error(`"${figure.title}" has no place for "${box.id}".`);
    const [column, row, covers = 1] = place;
    const x = margin + column * (columnWidth + gap);
    const own = covers * columnWidth + (covers - 1) * gap;
    const lines = linesOf(box, own - 2 * padding);
    return {
      box,
      row,
      x,
      width: own,
      lines,
      height: 2 * padding + lines.flat().length * lineHeight,
    };
  });
  const rows = Map.groupBy(sized, ({ row }) => row);
  const heights = new Map(
    [...rows].map(([row, boxes]) => [row, Math.max(...boxes.map(({ height }) => height))]),
  );
  const tops = topsOf(figure, arrangement, heights);
  return sized.map(({ box, row, x, width: own, lines }) => {
    const area = { x, y: tops.get(row) ?? 0, width: own, height: heights.get(row) ?? 0 };
    return { box, ...area, words: wordsOf(box, area, lines, padding) };
  });
}

/** Where each row begins: frames' titles and edges, and labels of arrows that go down, need room. */
function topsOf(
  { arrows }: BoxFigure,
  { at, frames = [] }: Arrangement,
  heights: ReadonlyMap<number, number>,
): Map<number, number> {
  const rowOf = (id: string) => at[id]?.[1] ?? 0;
  const starts = frames.map(({ around }) => Math.min(...around.map(rowOf)));
  const ends = frames.map(({ around }) => Math.max(...around.map(rowOf)));
  const rows = [...heights.keys()].sort((a, b) => a - b);
  const tops = new Map<number, number>();
  let y = 1;
  for (const [index, row] of rows.entries()) {
    const previous = rows[index - 1];
    if (previous !== undefined) {
      const labels = arrows.filter(({ from, to }) => {
        const [upper, lower] = [Math.min(rowOf(from), rowOf(to)), Math.max(rowOf(from), rowOf(to))];
        return upper !== lower && (upper === previous || lower === row);
      });
      const lines = labels.map(({ label }) => (label ? wrapped(label, 'label', 140).length : 0));
      y +=
        (heights.get(previous) ?? 0) + Math.max(rowGap, ...lines.map((of) => of * lineHeight + 16));
      if (ends.includes(previous)) y += frameInset;
    }
    if (starts.includes(row)) y += frameTitle;
    tops.set(row, y);
  }
  return tops;
}

/** Lines of the title, of the detail, and of the code. */
const linesOf = ({ title, detail, code }: Box, width: number): string[][] => [
  title === undefined ? [] : wrapped(title, 'title', width),
  detail === undefined ? [] : wrapped(detail, 'detail', width),
  code === undefined ? [] : wrapped(code, 'code', width),
];

function wordsOf({ role }: Box, area: Area, lines: readonly string[][], padding: number): Words[] {
  const anchor = area.width > 180 ? 'start' : 'middle';
  let y = area.y + (area.height - lines.flat().length * lineHeight) / 2;
  return (['title', 'detail', 'code'] as const).flatMap((style, index) => {
    const own = lines[index] ?? [];
    if (own.length === 0) return [];
    const height = own.length * lineHeight;
    const room = { x: area.x + padding, y, width: area.width - 2 * padding, height };
    y += height;
    return [{ style, role, anchor, lines: own, ...room }];
  });
}
