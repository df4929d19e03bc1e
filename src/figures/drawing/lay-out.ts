import type { Figure } from '../model/figure.ts';
import type { Drawing } from './drawing.ts';
import { layOutBoxes } from './lay-out-boxes.ts';
import { layOutSequence } from './lay-out-sequence.ts';
import { layOutTimeLine } from './lay-out-time-line.ts';

/** The width of the text on a phone with 320 pixels. */
const narrowWidth = 286;
/** The width of a step's text beside the pane at 1440 pixels. */
const wideWidth = 528;

export function layOut(figure: Figure, isNarrow: boolean): Drawing {
  const width = isNarrow ? narrowWidth : wideWidth;
  switch (figure.kind) {
    case 'boxes':
      return layOutBoxes(figure, width, isNarrow);
    case 'sequence':
      return layOutSequence(figure, width);
    case 'time line':
      return layOutTimeLine(figure, width);
  }
}
