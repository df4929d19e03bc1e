import type { ErrorBody } from '../errors/body.ts';
import type { EntraError } from '../errors/entra-error.ts';
import { bounded, boundedComparison } from './bounded.ts';
import { developerPanel } from './developer-panel.ts';
import { type Html, html } from './html.ts';

/**
 * What a user sees when the request can't go on, with a panel for the developer that the real service
 * lacks, and a link to the site's page about the code.
 * @param hosted whether the tenant is hosted for everyone, and visitors could send each other long addresses
 */
export function problemPage(
  error: EntraError,
  body: ErrorBody,
  siteOrigin: string,
  hosted: boolean,
): Html {
  const comparison = hosted ? boundedComparison(error.comparison) : error.comparison;
  return html`<h1>Sorry, but we’re having trouble signing you in</h1>
<p class="problem">${error.code}: ${hosted ? bounded(error.text) : error.text}</p>
<p><a href="${siteOrigin}/errors/${error.code}/">What ${error.code} means and how to fix it</a></p>
<dl>
<dt>Request ID</dt><dd><code>${body.trace_id}</code></dd>
<dt>Correlation ID</dt><dd><code>${body.correlation_id}</code></dd>
<dt>Timestamp</dt><dd><code>${body.timestamp}</code></dd>
</dl>
${comparison !== undefined && developerPanel(comparison)}`;
}
