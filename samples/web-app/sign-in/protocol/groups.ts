import { z } from 'zod';
import { SignInError, SignInRequired } from '../errors/sign-in-error.ts';
import { boundedFetch, parseJson, type Unavailable } from '../network/bounded-fetch.ts';
import { claimsChallenge } from './claims-challenge.ts';
import { claimsRequest } from './claims-request.ts';
import type { Provider } from './discovery.ts';

/** What a user's own groups take: `User.Read` shows their IDs, and nothing else of them. */
export const graphScopes = ['User.Read'];

/** Microsoft Graph and its national clouds. An access token for Graph must not go anywhere else. */
const graphHosts = [
  'graph.microsoft.com',
  'graph.microsoft.us',
  'dod-graph.microsoft.us',
  'microsoftgraph.chinacloudapi.cn',
];

/** 500 IDs are about 40 KB, even with the type beside each: a response can have 64 KiB. */
const pageSize = 500;
const limits = { pages: 20, groups: 5_000, seconds: 10, secondsForOne: 5 };

const Page = z.object({
  value: z.array(z.object({ id: z.string().min(1).max(255) })),
  '@odata.nextLink': z.url().optional(),
});

type Where = Pick<Provider, 'authority' | 'metadata'>;

interface Asking {
  accessToken: string;
  send: typeof fetch;
  /** Milliseconds since 1970. */
  now: () => number;
}

// #region groups-overage
/**
 * All groups of the signed-in user, from Microsoft Graph: the token only tells that there are too many.
 * It also names an address for them, an old one that Microsoft advises against. `transitiveMemberOf` includes
 * groups in groups, as the claim does, and comes in pages; `getMemberObjects` returns up to 11,000 IDs at once.
 * @throws SignInError `groups_unavailable`, `groups_too_many`
 */
export async function groupsFromGraph(provider: Where, asking: Asking): Promise<string[]> {
  const until = asking.now() + limits.seconds * 1000;
  const start = startOf(provider);
  const found = new Set<string>();
  const seen = new Set<string>();
  for (let next: URL | undefined = start; next !== undefined; ) {
    if (seen.has(next.href)) throw unavailable(`${start.host} leads in a circle`);
    seen.add(next.href);
    const page: z.infer<typeof Page> = await pageAt(next, until, asking);
    for (const { id } of page.value) found.add(id.toLowerCase());
    next = following(start, page['@odata.nextLink']);
    if (found.size > limits.groups || (next !== undefined && seen.size >= limits.pages))
      throw new SignInError('groups_too_many', {
        detail: `more than ${limits.groups} groups, or more than ${limits.pages} pages of them`,
      });
  }
  return [...found];
}
// #endregion groups-overage

// #region graph-address
function startOf({ authority, metadata }: Where): URL {
  const host = metadata.msgraph_host ?? '';
  const url = URL.parse(`https://${host}/v1.0/me/transitiveMemberOf/microsoft.graph.group`);
  // A practice tenant has a Graph of its own, on its own host.
  const isExpected = graphHosts.includes(host) || url?.hostname === authority.hostname;
  if (url === null || url.host !== host || !isExpected)
    throw unavailable(`msgraph_host in the metadata isn't a host of Microsoft Graph: ${host}`);
  // To pick out groups by their type takes a count, and the header in pageAt.
  url.search = `$select=id&$count=true&$top=${pageSize}`;
  return url;
}

/** The next page must be at the same host: the access token goes there, too. */
function following(start: URL, link: string | undefined): URL | undefined {
  if (link === undefined) return undefined;
  const next = new URL(link);
  if (next.origin !== start.origin) throw unavailable(`its next page is on ${next.origin}`);
  return next;
}
// #endregion graph-address

async function pageAt(url: URL, until: number, { accessToken, send, now }: Asking) {
  const secondsLeft = (until - now()) / 1000;
  if (secondsLeft <= 0) throw unavailable(`not complete after ${limits.seconds} seconds`);
  const graph = boundedFetch(send, failed, Math.min(limits.secondsForOne, secondsLeft));
  const { status, headers, text } = await graph(url, {
    headers: {
      authorization: `Bearer ${accessToken}`,
      accept: 'application/json',
      consistencylevel: 'eventual',
    },
  });
  const claims = status === 401 ? claimsChallenge(headers.get('www-authenticate')) : undefined;
  if (claims !== undefined)
    throw new SignInRequired(graphScopes, {
      detail: 'Microsoft Graph sent a claims challenge',
      claims: claimsRequest(claims),
    });
  const { data: page } = Page.safeParse(parseJson(text));
  if (status !== 200 || page === undefined)
    throw unavailable(`${url.host} responded with status ${status}, not with a list of groups`);
  return page;
}

const failed = ({ detail, cause, retryAfterSeconds }: Unavailable) =>
  new SignInError('groups_unavailable', {
    detail: `Microsoft Graph: ${detail}`,
    cause,
    retryAfterSeconds,
  });

const unavailable = (problem: string) =>
  new SignInError('groups_unavailable', { detail: `Microsoft Graph: ${problem}` });
