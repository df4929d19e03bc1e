import { sendJson, sendPage } from '../http/answer.ts';
import { developerPanel } from '../pages/developer-panel.ts';
import { html } from '../pages/html.ts';
import type { RequestContext } from '../tenant/request-context.ts';

/** 404 for a user flow that the tenant doesn't have; the error catalog has no code for it. */
export function refuseUserFlow({ route, request, response }: RequestContext): void {
  const { tenant, unknownUserFlow: sent } = route;
  const registered = tenant.userFlows.map(({ id }) => id);
  if (request.headers.accept?.includes('text/html') === true) {
    const body = html`<h1>There’s no such user flow</h1>
<p class="problem">The tenant ${tenant.domain} has no user flow ${sent}.</p>
${developerPanel({ name: 'user flow', sent, registered })}`;
    sendPage(response, 404, { title: 'No such user flow', tenant }, body);
  } else {
    sendJson(response, 404, {
      error: 'invalid_request',
      error_description: `The tenant ${tenant.domain} has no user flow '${sent}'. It has: ${registered.join(', ')}.`,
    });
  }
}
