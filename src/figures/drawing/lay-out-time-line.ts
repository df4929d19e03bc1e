import type { TimeLineFigure } from '../model/figure.ts';
import type { Drawing, Path, Shape, Words } from './drawing.ts';
import { lineHeight, widthOf, wrapped } from './text.ts';

const bar = 14;

/** @throws when a row is longer than the last tick */
export function layOutTimeLine({ title, ticks, rows }: TimeLineFigure, width: number): Drawing {
  const step = (width - 2) / ticks.length;
  const at = (minutes: number): number => {
    const index = ticks.findIndex((tick) => minutes <= tick.minutes);
    if (index === -1) throw new Error(`"${title}" ends before ${minutes} minutes.`);
    const [before, after] = [ticks[index - 1]?.minutes ?? 1, ticks[index]?.minutes ?? 1];
    // Each step is a jump in scale, so that between two ticks it's the ratio that counts.
    return 1 + (index + Math.log(minutes / before) / Math.log(after / before)) * step;
  };
  const names = ticks.map(({ name }) => wrapped(name, 'label', step - 2));
  const head = Math.max(...names.map(({ length }) => length)) * lineHeight;
  const words: Words[] = names.map((lines, index) => {
    const height = lines.length * lineHeight;
    return {
      style: 'label',
      anchor: 'end',
      lines,
      x: 1 + index * step,
      y: head - height,
      width: step,
      height,
    };
  });
  const shapes: Shape[] = [];
  let y = head + 10;
  for (const row of rows) {
    const lines = wrapped(row.detail, 'label', width - 4);
    words.push({
      style: 'title',
      anchor: 'start',
      lines: [row.title],
      x: 1,
      y,
      width: widthOf(row.title, 'title'),
      height: lineHeight,
    });
    words.push({
      style: 'label',
      anchor: 'start',
      lines,
      x: 1,
      y: y + lineHeight,
      width: Math.max(...lines.map((line) => widthOf(line, 'label'))),
      height: lines.length * lineHeight,
    });
    y += (lines.length + 1) * lineHeight + 4;
    if (row.atMost !== undefined)
      shapes.push({ role: 'bar-more', x: 1, y, width: at(row.atMost) - 1, height: bar });
    shapes.push({ role: 'bar', x: 1, y, width: at(row.minutes) - 1, height: bar });
    y += bar + 14;
  }
  const paths = ticks.map((_, index): Path => {
    const x = 1 + (index + 1) * step;
    return {
      heads: 0,
      style: 'lane',
      points: [
        [x, head + 3],
        [x, y - 6],
      ],
    };
  });
  return { width, height: y, shapes, paths, words };
}
