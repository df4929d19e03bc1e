import { type Html, html } from './html.ts';

/** A button for each name of a list, which the form around it posts as `on` or `off`. */
export function switches(
  all: readonly (readonly [name: string, meaning: string])[],
  on: readonly string[],
): Html {
  const isOn = new Set(on);
  return html`<ul class="switches">
${all.map(
  ([name, meaning]) => html`<li><span><code>${name}</code> ${meaning}</span>
<button name="${isOn.has(name) ? 'off' : 'on'}" value="${name}">Switch ${isOn.has(name) ? 'off' : 'on'} ${name}</button></li>\n`,
)}</ul>`;
}
