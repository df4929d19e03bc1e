import { type Html, html } from './html.ts';

/** The attribute of a box that is ticked. */
export const checked = (isOn: boolean): Html | false => isOn && html` checked`;
