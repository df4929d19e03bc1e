/** A box of a concept's diagram, placed on a grid; `text` breaks at "\n". */
export interface Box {
  id: string;
  at: readonly [column: number, row: number];
  text: string;
  /** `quiet` is scenery; `strong` is what the concept is about. */
  kind?: 'quiet' | 'strong';
  /** Columns it covers; 1 by default. */
  wide?: number;
}

export interface Arrow {
  from: string;
  to: string;
  label?: string;
  /** Both directions, for a request and its response. */
  both?: boolean;
}

export interface Line {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  label?: string;
  both: boolean;
}

const cell = { width: 196, height: 68, gapX: 104, gapY: 52, margin: 4 };

export interface Placed {
  box: Box;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The positions of boxes and arrows, in the SVG's own units. @throws when an arrow names no box */
export function layOut(boxes: readonly Box[], arrows: readonly Arrow[]) {
  const placed = boxes.map((box): Placed => {
    const [column, row] = box.at;
    const columns = box.wide ?? 1;
    return {
      box,
      x: cell.margin + column * (cell.width + cell.gapX),
      y: cell.margin + row * (cell.height + cell.gapY),
      width: columns * cell.width + (columns - 1) * cell.gapX,
      height: cell.height,
    };
  });
  const find = (id: string): Placed => {
    const found = placed.find(({ box }) => box.id === id);
    if (!found) throw new Error(`A diagram has an arrow to "${id}", which isn't one of its boxes.`);
    return found;
  };
  const lines = arrows.map((arrow) => ({
    ...lineBetween(find(arrow.from), find(arrow.to)),
    ...arrow,
  }));
  return {
    placed,
    lines: lines.map(({ both = false, ...line }) => ({ ...line, both })),
    width: Math.max(...placed.map(({ x, width }) => x + width)) + cell.margin,
    height: Math.max(...placed.map(({ y, height }) => y + height)) + cell.margin,
  };
}

function lineBetween(a: Placed, b: Placed): Omit<Line, 'both'> {
  if (a.y === b.y) {
    const forward = a.x < b.x;
    const y = a.y + a.height / 2;
    return { x1: forward ? a.x + a.width : a.x, y1: y, x2: forward ? b.x : b.x + b.width, y2: y };
  }
  // Side by side as well as above: from flank to flank, so that arrows of one box fan out.
  if (a.x + a.width < b.x || b.x + b.width < a.x) {
    const forward = a.x < b.x;
    return {
      x1: forward ? a.x + a.width : a.x,
      y1: a.y + a.height / 2,
      x2: forward ? b.x : b.x + b.width,
      y2: b.y + b.height / 2,
    };
  }
  const down = a.y < b.y;
  const narrow = a.width < b.width ? a : b;
  const middle = narrow.x + narrow.width / 2;
  const overlaps = (one: Placed) => one.x <= middle && middle <= one.x + one.width;
  return {
    x1: overlaps(a) ? middle : a.x + a.width / 2,
    y1: down ? a.y + a.height : a.y,
    x2: overlaps(b) ? middle : b.x + b.width / 2,
    y2: down ? b.y : b.y + b.height,
  };
}
