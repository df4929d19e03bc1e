import { type Fault, faultCatalogue } from '../faults/catalogue.ts';
import { type Html, html } from './html.ts';

const all = Object.entries(faultCatalogue);

/** A switch for each fault of one registration; words, not color, tell which are on. */
export function faultSwitches(on: readonly Fault[]): Html {
  const isOn = new Set<string>(on);
  return html`<h2 id="faults">Faults on purpose</h2>
<p>${on.length === 0 ? 'None is on.' : `On now: ${on.join(', ')}.`} A fault affects this app only, until you switch it off or reset the tenant.</p>
<form method="post">
<input type="hidden" name="do" value="fault">
<ul class="faults">
${all.map(
  ([fault, meaning]) => html`<li><span><code>${fault}</code> ${meaning}</span>
<button name="${isOn.has(fault) ? 'off' : 'on'}" value="${fault}">Switch ${isOn.has(fault) ? 'off' : 'on'} ${fault}</button></li>\n`,
)}</ul>
</form>`;
}
