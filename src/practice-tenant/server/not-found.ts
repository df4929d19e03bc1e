import { type paths, pathsOfVersion1 } from '../directory/addresses.ts';
import type { Comparison } from '../errors/entra-error.ts';
import { sendJson, sendPage } from '../http/answer.ts';
import { isHosted } from '../http/hosted-response.ts';
import { bounded, boundedComparison } from '../pages/bounded.ts';
import { developerPanel } from '../pages/developer-panel.ts';
import { html } from '../pages/html.ts';
import type { RequestContext } from '../tenant/request-context.ts';

/** 404 for an address below a tenant that leads to nothing; the error catalog has no code for it. */
export function refuseAddress({ route, request, response }: RequestContext): void {
  const { tenant, path } = route;
  const successor = tenant.hasVersion1 ? successors[path.toLowerCase()] : undefined;
  const problem =
    successor === undefined
      ? `The tenant ${tenant.domain} has nothing at ${path}.`
      : `The practice tenant doesn’t have the v1.0 endpoint ${path}. Use the metadata document of v2.0, which leads to ${successor}.`;
  sendNotFound({ route, request, response }, { title: 'There’s no such page', problem });
}

/** 404 for a user flow that the tenant doesn't have. */
export function refuseUserFlow({ route, request, response }: RequestContext): void {
  const { tenant, unknownUserFlow: sent } = route;
  sendNotFound(
    { route, request, response },
    {
      title: 'There’s no such user flow',
      problem: `The tenant ${tenant.domain} has no user flow ${sent}.`,
      comparison: { name: 'user flow', sent, registered: tenant.userFlows.map(({ id }) => id) },
    },
  );
}

/** 404 for an endpoint that belongs to a user flow, at an address without one. */
export function refuseWithoutUserFlow({ route, request, response }: RequestContext): void {
  const { tenant, path } = route;
  sendNotFound(
    { route, request, response },
    {
      title: 'The user flow is missing',
      problem: `The address names no user flow. Put one in front of ${path}, as in the tenant’s authority.`,
      comparison: {
        name: 'user flow',
        sent: undefined,
        registered: tenant.userFlows.map(({ id }) => id),
      },
    },
  );
}

type V2Path = (typeof paths)[keyof typeof paths];

/** What has a v2.0 endpoint instead; the other v1.0 endpoints are here. */
const successors: Readonly<Record<string, V2Path>> = {
  [pathsOfVersion1.authorize]: '/oauth2/v2.0/authorize',
  [pathsOfVersion1.token]: '/oauth2/v2.0/token',
  [pathsOfVersion1.deviceCode]: '/oauth2/v2.0/devicecode',
};

interface Missing {
  title: string;
  problem: string;
  comparison?: Comparison;
}

function sendNotFound(
  { route, request, response }: Pick<RequestContext, 'route' | 'request' | 'response'>,
  { title, problem: whole, comparison: compared }: Missing,
): void {
  const hosted = isHosted(response);
  const problem = hosted ? bounded(whole) : whole;
  const comparison = hosted ? boundedComparison(compared) : compared;
  if (request.headers.accept?.includes('text/html') === true) {
    const body = html`<h1>${title}</h1>
<p class="problem">${problem}</p>
${comparison === undefined ? '' : developerPanel(comparison)}`;
    sendPage(response, 404, { title, tenant: route.tenant }, body);
    return;
  }
  const choice = comparison === undefined ? '' : ` It has: ${comparison.registered.join(', ')}.`;
  sendJson(response, 404, { error: 'invalid_request', error_description: problem + choice });
}
