import type { ErrorBody } from '../errors/body.ts';
import type { EntraError } from '../errors/entra-error.ts';
import { type Html, html } from './html.ts';

/** What a person sees when the request cannot go on, with a panel for the developer that the real service lacks. */
export function problemPage(error: EntraError, body: ErrorBody): Html {
  return html`<h1>Sorry, we cannot sign you in</h1>
<p class="problem">${error.code}: ${error.text}</p>
<dl>
<dt>Request ID</dt><dd><code>${body.trace_id}</code></dd>
<dt>Correlation ID</dt><dd><code>${body.correlation_id}</code></dd>
<dt>Timestamp</dt><dd><code>${body.timestamp}</code></dd>
</dl>
${developerPanel(error)}`;
}

function developerPanel({ comparison }: EntraError): Html {
  if (comparison === undefined) return html``;
  const { name, sent, registered } = comparison;
  return html`<section aria-labelledby="developer">
<h2 id="developer">For the developer</h2>
<p>The real service does not tell you this.</p>
<dl>
<dt>Sent as ${name}</dt><dd><code>${sent ?? 'nothing'}</code></dd>
<dt>Registered</dt><dd>${
    registered.length === 0
      ? 'nothing'
      : html`<ul>${registered.map((value) => html`<li><code>${value}</code></li>`)}</ul>`
  }</dd>
</dl>
</section>`;
}
