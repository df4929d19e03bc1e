import { type ErrorCode, errorCatalogue } from '../errors/catalogue.ts';
import type { Entry } from '../errors/entry.ts';
import { type Html, html } from './html.ts';
import { table } from './table.ts';

const entries: readonly (readonly [code: string, entry: Entry])[] = Object.entries(
  errorCatalogue satisfies Record<ErrorCode, Entry>,
).toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));

/** A code as an app finds it in `error_codes`, or as a description begins. */
const normalized = (sent: string): string => {
  const code = sent.trim().toUpperCase();
  return /^\d+$/.test(code) ? `AADSTS${code}` : code;
};

/**
 * The page that `error_uri` leads to: one code, or all that there are.
 * @param sent the parameter `code`; empty for all of them
 */
export function errorLookup(sent: string, siteOrigin: string): { status: 200 | 404; body: Html } {
  const code = normalized(sent);
  const found = entries.find(([each]) => each.toUpperCase() === code);
  const isUnknown = code !== '' && found === undefined;
  const body = html`<p class="up"><a href="/">The practice tenant</a></p>
<h1>Error codes</h1>
<form method="get" action="/error">
<label for="code">Code</label>
<input id="code" name="code" value="${sent}" autocomplete="off" spellcheck="false" placeholder="50011">
<p class="actions"><button class="main">Look up</button></p>
</form>
${isUnknown && html`<p class="problem" role="alert">The practice tenant doesn’t return the code ${sent}. Select one below, or look it up in <a href="${siteOrigin}/errors/">the site’s error codes</a>.</p>`}
${found !== undefined && explanation(found, siteOrigin)}
${found === undefined && everyCode()}`;
  return { status: isUnknown ? 404 : 200, body };
}

function explanation([code, entry]: readonly [string, Entry], siteOrigin: string): Html {
  return html`<h2>${code}</h2>
<p>${textOf(entry)}</p>
<dl>
<dt>Error</dt><dd><code>${entry.error}</code></dd>
<dt>Status</dt><dd>${entry.page === true ? html`<code>${entry.status ?? 400}</code>, on a page that the user sees` : html`<code>${entry.status ?? 400}</code>`}</dd>
</dl>
<p><a href="${siteOrigin}/errors/${code}/">What ${code} means and how to fix it</a></p>
<p><a href="/error">All codes</a></p>`;
}

const everyCode = (): Html =>
  table(
    'Error codes',
    ['Code', 'Error', 'Text'],
    entries.map(([code, entry]) => [
      html`<a href="/error?code=${code}">${code}</a>`,
      html`<code>${entry.error}</code>`,
      textOf(entry),
    ]),
  );

/** A value of a request is shown by its name, such as `<client>`. */
const textOf = ({ text }: Entry): string => text.replaceAll(/\{(\w+)\}/g, '<$1>');
