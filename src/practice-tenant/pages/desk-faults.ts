import { type Fault, faultCatalogue, isFault } from '../faults/catalogue.ts';
import { fold } from './fold.ts';
import { type Html, html } from './html.ts';
import type { Section } from './sections.ts';
import { switches } from './switches.ts';

const all = Object.entries(faultCatalogue);

/** Words, not color, tell which are on. */
const faultsOn = (on: readonly Fault[]): string =>
  on.length === 0 ? 'None is on.' : `On now: ${on.join(', ')}.`;

/** The part of an app's page that switches its faults; none where none is offered. */
export const faultsSection = (on: readonly Fault[] | undefined): Section[] =>
  on === undefined
    ? []
    : [
        {
          id: 'faults',
          heading: 'Faults on purpose',
          state: faultsOn(on),
          open: on.length > 0,
          body: faultSwitches(on),
        },
      ];

/** The row of an app's overview that leads there. */
export const faultsRow = (on: readonly Fault[] | undefined): Html | undefined =>
  on && html`<dt>Faults on purpose</dt><dd><a href="#faults">${faultsOn(on)}</a></dd>`;

/** A switch for each fault of one registration: first those that are on, and the others folded. */
function faultSwitches(on: readonly Fault[]): Html {
  const isOn = ([name]: readonly [string, string]) => isFault(name) && on.includes(name);
  const others = switches(
    all.filter((each) => !isOn(each)),
    on,
  );
  return html`<p>Unless its text names the whole tenant, a fault affects this app only, until you switch it off or reset the tenant.</p>
<form method="post" action="#faults">
<input type="hidden" name="do" value="fault">
${
  on.length === 0
    ? others
    : html`${switches(all.filter(isOn), on)}
${fold({ id: 'other-faults', heading: html`<h3>Other faults</h3>`, open: false }, others)}`
}
</form>`;
}
