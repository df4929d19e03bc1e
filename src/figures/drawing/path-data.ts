import type { Path, Point } from './drawing.ts';

const headLength = 8;
const headWidth = 4;
const corner = 6;

export const rounded = (value: number): number => Math.round(value * 10) / 10;
const at = ([x, y]: Point): string => `${rounded(x)} ${rounded(y)}`;

/** The point on the way from one to another, at this distance. */
function towards([x, y]: Point, [toX, toY]: Point, distance: number): Point {
  const length = Math.hypot(toX - x, toY - y) || 1;
  return [x + ((toX - x) / length) * distance, y + ((toY - y) / length) * distance];
}

/** A line with round corners that ends where its arrowheads begin. */
export function pathData(points: readonly Point[], heads: Path['heads']): string {
  const inner = points.slice(1, -1).map((point, index) => {
    const [before, after] = [points[index] ?? point, points[index + 2] ?? point];
    return `L${at(towards(point, before, corner))}Q${at(point)} ${at(towards(point, after, corner))}`;
  });
  const [first, second, beforeLast, last] = [points[0], points[1], points.at(-2), points.at(-1)];
  if (!first || !second || !beforeLast || !last) return '';
  const start = heads > 1 ? towards(first, second, headLength) : first;
  const end = heads > 0 ? towards(last, beforeLast, headLength) : last;
  return `M${at(start)}${inner.join('')}L${at(end)}`;
}

/** The triangle at the last of the points. */
export function arrowhead(points: readonly Point[]): string {
  const [tip, before] = [points.at(-1), points.at(-2)];
  if (!tip || !before) return '';
  const base = towards(tip, before, headLength);
  const across: Point = [
    (tip[1] - base[1]) * (headWidth / headLength),
    (base[0] - tip[0]) * (headWidth / headLength),
  ];
  return `M${at(tip)}L${at([base[0] + across[0], base[1] + across[1]])} ${at([base[0] - across[0], base[1] - across[1]])}z`;
}
