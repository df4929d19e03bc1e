import type { Message, SequenceFigure } from '../model/figure.ts';
import type { Drawing, Path, Point, Shape, Words } from './drawing.ts';
import { lineHeight, widthOf, wrapped } from './text.ts';

const laneGap = 8;
/** The circle with a message's number. */
const circle = 22;
/** A message between the last two lanes of a phone has its label further left, rather than in four lines. */
const leastLabel = 196;

/** @throws when a message names no lane, or a word doesn't fit */
export function layOutSequence({ title, lanes, messages }: SequenceFigure, width: number): Drawing {
  const lane = width / lanes.length;
  const centerOf = (id: string): number => {
    const index = lanes.findIndex((one) => one.id === id);
    if (index === -1) throw new Error(`"${title}" has no lane "${id}".`);
    return (index + 0.5) * lane;
  };
  const names = lanes.map(({ name }) => wrapped(name, 'title', lane - laneGap - 4));
  const head = Math.max(...names.map(({ length }) => length)) * lineHeight + 14;
  const heads = lanes.map(
    ({ role }, index): Shape => ({
      role,
      x: index * lane + laneGap / 2,
      y: 1,
      width: lane - laneGap,
      height: head,
    }),
  );
  const headWords = lanes.map(({ role }, index): Words => {
    const lines = names[index] ?? [];
    const height = lines.length * lineHeight;
    const y = 1 + (head - height) / 2;
    return {
      style: 'title',
      role,
      anchor: 'middle',
      lines,
      x: index * lane,
      y,
      width: lane,
      height,
    };
  });

  const shapes: Shape[] = [];
  const paths: Path[] = [];
  const words: Words[] = [];
  let y = head + 14;
  for (const [index, message] of messages.entries()) {
    if (message.phase !== undefined) {
      if (index > 0) y += 10;
      words.push({
        style: 'title',
        anchor: 'start',
        lines: [message.phase],
        x: 1,
        y,
        width: widthOf(message.phase, 'title'),
        height: lineHeight,
      });
      y += lineHeight + 6;
    }
    const own = drawn(message, [centerOf(message.from), centerOf(message.to)], y, width, index + 1);
    shapes.push(...own.shapes);
    paths.push(...own.paths);
    words.push(...own.words);
    y = own.bottom + 12;
  }
  const laneLines = lanes.map(({ id }): Path => {
    const x = centerOf(id);
    return {
      heads: 0,
      style: 'lane',
      points: [
        [x, head + 2],
        [x, y],
      ],
    };
  });
  return {
    width,
    height: y,
    shapes: [...heads, ...shapes],
    paths: [...laneLines, ...paths],
    words: [...headWords, ...words],
  };
}

/** The message with its number and its words; above the arrow, so that nothing crosses them. */
function drawn(
  { text, back = false }: Message,
  [from, to]: readonly [number, number],
  y: number,
  width: number,
  number: number,
) {
  const inside = from === to;
  const start = Math.min(from, to) + (inside ? -70 : 8);
  const most = Math.max(width - start - 1, leastLabel) - circle - 6 - (inside ? 14 : 0);
  const lines = wrapped(text, 'label', Math.min(most, inside ? 200 : 320));
  const textWidth = Math.max(...lines.map((line) => widthOf(line, 'label')));
  const height = Math.max(lines.length * lineHeight, circle);
  const whole = textWidth + circle + 6;
  const room = inside ? 7 : 0;
  const left = Math.max(
    1 + room,
    Math.min(inside ? from - whole / 2 : start, width - 1 - room - whole),
  );
  const numbered: Shape = { role: 'number', x: left, y: y + room, width: circle, height: circle };
  const words: Words[] = [
    {
      style: 'number',
      anchor: 'middle',
      lines: [String(number)],
      x: left,
      y: y + room + 2,
      width: circle,
      height: lineHeight,
    },
    {
      style: 'label',
      anchor: 'start',
      lines,
      x: left + circle + 6,
      y: y + room + (height - lines.length * lineHeight) / 2,
      width: textWidth,
      height: lines.length * lineHeight,
    },
  ];
  if (inside) {
    const note: Shape = {
      role: 'thing',
      x: left - room,
      y,
      width: whole + 2 * room,
      height: height + 2 * room,
    };
    return { shapes: [note, numbered], paths: [], words, bottom: y + note.height };
  }
  const line = y + height + 5;
  const points: Point[] = [
    [from, line],
    [to, line],
  ];
  const path: Path = { points, heads: 1, ...(back && { style: 'back' }) };
  return { shapes: [numbered], paths: [path], words, bottom: line + 4 };
}
