import type { SignUpAttribute } from '../directory/model.ts';
import { type Html, html } from './html.ts';

/** A field for each attribute that the tenant collects, all of them optional. */
export const attributeFields = (
  attributes: readonly SignUpAttribute[],
  values: Readonly<Record<string, string>> = {},
): Html =>
  html`${attributes.map(
    ({ name, label }) => html`<label for="${name}">${label} (optional)</label>
<input id="${name}" name="${name}" value="${values[name] ?? ''}" autocomplete="off" maxlength="100">\n`,
  )}`;
