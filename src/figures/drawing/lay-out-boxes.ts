import type { BoxFigure } from '../model/figure.ts';
import { between } from './between.ts';
import type { Area, Drawing, Path, Shape, Words } from './drawing.ts';
import { frameInset, frameTitle, type PlacedBox, placeBoxes } from './place-boxes.ts';
import { lineHeight, wrapped } from './text.ts';

/** @throws when an arrow or an arrangement names no box, or a word doesn't fit */
export function layOutBoxes(figure: BoxFigure, width: number, isNarrow: boolean): Drawing {
  const arrangement = isNarrow ? figure.narrow : figure.wide;
  const boxes = placeBoxes(figure, arrangement, width, isNarrow);
  const find = (id: string): PlacedBox => {
    const found = boxes.find(({ box }) => box.id === id);
    if (!found) throw new Error(`"${figure.title}" has no box "${id}".`);
    return found;
  };
  const frames = (arrangement.frames ?? []).map(({ title, around }) =>
    framed(title, around.map(find), isNarrow),
  );
  const arrows = figure.arrows.map((arrow) => {
    const { points, label } = between(find(arrow.from), find(arrow.to), isNarrow, width - 2);
    const path: Path = { points, heads: arrow.both ? 2 : 1 };
    return { path, words: arrow.label === undefined ? [] : [label(arrow.label)] };
  });
  const shapes: Shape[] = [
    ...frames.map(({ shape }) => shape),
    ...boxes.map(({ box, x, y, width: own, height }): Shape => {
      const { role, tenantType } = box;
      return { role, tenantType, x, y, width: own, height };
    }),
  ];
  return {
    width,
    height: Math.max(...shapes.map(({ y, height }) => y + height)) + 1,
    shapes,
    paths: arrows.map(({ path }) => path),
    words: [
      ...frames.map(({ words }) => words),
      ...boxes.flatMap(({ words }) => words),
      ...arrows.flatMap(({ words }) => words),
    ],
  };
}

function framed(
  title: string,
  boxes: readonly Area[],
  isNarrow: boolean,
): { shape: Shape; words: Words } {
  const x = Math.min(...boxes.map((box) => box.x)) - frameInset;
  const y = Math.min(...boxes.map((box) => box.y)) - frameTitle;
  const width = Math.max(...boxes.map((box) => box.x + box.width)) + frameInset - x;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + frameInset - y;
  const room = width - 2 * frameInset;
  return {
    shape: { role: 'frame', x, y, width, height },
    words: {
      style: 'label',
      // On a phone, arrows arrive on the left.
      anchor: isNarrow ? 'end' : 'start',
      lines: wrapped(title, 'label', room),
      x: x + frameInset,
      y: y + 5,
      width: room,
      height: lineHeight,
    },
  };
}
