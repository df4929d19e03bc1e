/** Lines of a file, counted from 1, that a step is the first to explain. */
export interface Introduced {
  /** Place of the step in its track. */
  order: number;
  firstLine: number;
  lastLine: number;
}

export interface Hunk {
  lines: string[];
  /** Which of `lines` are new, counted from 1. */
  added: number[];
}

export interface FileChange {
  file: string;
  hunks: Hunk[];
}

const context = 2;

/**
 * The lines of a file that one step is the first to explain. A line belongs to the smallest region
 * around it that any step shows, at the first step that shows it; lines outside all regions count
 * as there from the start.
 */
export function hunksOf(code: string, introduced: readonly Introduced[], order: number): Hunk[] {
  const comesIn = (line: number): number => {
    const around = introduced.filter(
      ({ firstLine, lastLine }) => firstLine <= line && line <= lastLine,
    );
    const size = ({ firstLine, lastLine }: Introduced): number => lastLine - firstLine;
    const smallest = Math.min(...around.map(size));
    const orders = around.filter((one) => size(one) === smallest).map((one) => one.order);
    return orders.length === 0 ? 0 : Math.min(...orders);
  };
  const present = code
    .split('\n')
    .map((text, index) => ({ text, comesIn: comesIn(index + 1) }))
    .filter((line) => line.comesIn <= order);
  const near = (index: number): boolean =>
    present
      .slice(Math.max(0, index - context), index + context + 1)
      .some((line) => line.comesIn === order);

  const hunks: Hunk[] = [];
  let open: Hunk | undefined;
  for (const [index, line] of present.entries()) {
    if (!near(index)) open = undefined;
    else {
      if (open === undefined) {
        open = { lines: [], added: [] };
        hunks.push(open);
      }
      open.lines.push(line.text);
      if (line.comesIn === order) open.added.push(open.lines.length);
    }
  }
  return hunks;
}
