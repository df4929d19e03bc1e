import { type Fault, faultCatalogue } from '../faults/catalogue.ts';
import { type Html, html } from './html.ts';
import { switches } from './switches.ts';

const all = Object.entries(faultCatalogue);

/** A switch for each fault of one registration; words, not color, tell which are on. */
export const faultSwitches = (
  on: readonly Fault[],
): Html => html`<h2 id="faults">Faults on purpose</h2>
<p>${on.length === 0 ? 'None is on.' : `On now: ${on.join(', ')}.`} A fault affects this app only, until you switch it off or reset the tenant.</p>
<form method="post">
<input type="hidden" name="do" value="fault">
${switches(all, on)}
</form>`;
