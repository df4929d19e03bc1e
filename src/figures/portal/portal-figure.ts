import type { PortalLabel } from './labels.ts';

/** A place on a portal page. */
export interface Spot {
  label: PortalLabel;
  /** Which of the numbered steps next to the figure is about it. */
  step?: number;
  /** What it holds. */
  text?: string;
  /** What it holds and readers copy or type; a placeholder becomes the reader's own value. */
  code?: string;
  /** Why readers leave it alone. */
  not?: string;
}

/** Places that belong together. Radio buttons and check boxes are selected, unless they have a `not`. */
export interface Part {
  as: 'fields' | 'facts' | 'columns' | 'radios' | 'checks';
  spots: readonly Spot[];
  /** The heading of radio buttons or check boxes, and its step. */
  label?: PortalLabel;
  step?: number;
}

/** Items of the menu on the left, below their heading. */
export interface MenuGroup {
  heading?: PortalLabel;
  items: readonly Spot[];
}

/** One portal page, drawn with no more than its readers look for. */
export interface PortalFigure {
  /** How readers get there. */
  path: readonly PortalLabel[];
  /** The heading of the page; the item of the menu with the same label is the selected one. */
  title: PortalLabel;
  menu?: readonly MenuGroup[];
  /** The first one is selected. */
  tabs?: readonly Spot[];
  /** Buttons above the page's content. */
  commands?: readonly Spot[];
  parts: readonly Part[];
  /** The button below them. */
  button?: Spot;
}

/** Every place of the figure that belongs to a step, in reading order. */
export function markedSpots(figure: PortalFigure): (Spot & { step: number })[] {
  const { menu = [], tabs = [], commands = [], parts, button } = figure;
  const inParts = parts.flatMap(({ label, step, spots }): Spot[] => [
    ...(label !== undefined && step !== undefined ? [{ label, step, text: selected(spots) }] : []),
    ...spots,
  ]);
  const inMenu = menu.flatMap(({ items }) => items);
  return [...inMenu, ...tabs, ...commands, ...inParts, ...(button ? [button] : [])].flatMap(
    (spot) => (spot.step === undefined ? [] : [{ ...spot, step: spot.step }]),
  );
}

/** The labels of the selected options. */
const selected = (options: readonly Spot[]): string =>
  options.flatMap(({ label, not }) => (not === undefined ? [label] : [])).join(', ');

const list = new Intl.ListFormat('en-US');

/** `Where to find steps 3 to 5, in a sketch of the page` */
export function captionOf(figure: PortalFigure): string {
  const steps = [...new Set(markedSpots(figure).map(({ step }) => step))].sort((a, b) => a - b);
  return `Where to find ${inWords(steps)}, in a sketch of the page`;
}

function inWords(steps: readonly number[]): string {
  const [first = 0, last = first] = [steps[0], steps.at(-1)];
  if (steps.length === 1) return `step ${first}`;
  const hasGap = last - first >= steps.length;
  return `steps ${steps.length > 2 && !hasGap ? `${first} to ${last}` : list.format(steps.map(String))}`;
}
