import { describe, expect, test } from 'vitest';
import type { Provider } from '../../../../../samples/web-app/sign-in/protocol/discovery.ts';
import { groupsFromGraph } from '../../../../../samples/web-app/sign-in/protocol/groups.ts';

const graph = 'https://graph.microsoft.com';
const id = (index: number) => `0a0a0a0a-0000-4000-8000-${String(index).padStart(12, '0')}`;
const ids = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => id(from + index));
const pageOf = (count: number, next?: string, from = 0) =>
  Response.json({
    value: ids(count, from).map((each) => ({ id: each })),
    ...(next && { '@odata.nextLink': next }),
  });

interface Sent {
  url: URL;
  headers: Headers;
}

/** A Microsoft Graph that responds as the test says, and whose time passes only as the test says. */
function asking(
  respond: (url: URL, attempt: number) => Response | Promise<Response>,
  {
    host = 'graph.microsoft.com',
    secondsForEach = 0,
  }: { host?: string | undefined; secondsForEach?: number } = {},
) {
  const sent: Sent[] = [];
  let now = 1_800_000_000_000;
  const provider: Pick<Provider, 'authority' | 'metadata'> = {
    authority: new URL('https://localhost:8443/0a0a0a0a-1111-4111-8111-111111111111'),
    metadata: {
      issuer: '',
      authorization_endpoint: '',
      token_endpoint: '',
      jwks_uri: '',
      msgraph_host: host,
    },
  };
  const send: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    sent.push({ url, headers: new Headers(init?.headers) });
    now += secondsForEach * 1000;
    return respond(url, sent.length);
  };
  return {
    sent,
    groups: () => groupsFromGraph(provider, { accessToken: 'canary', send, now: () => now }),
  };
}

describe('the groups of a user, from Microsoft Graph', () => {
  test('are asked for by their IDs alone, with the access token in the header', async () => {
    const { groups, sent } = asking(() => pageOf(3));
    expect(await groups()).toEqual(ids(3));
    expect(sent.map(({ url }) => url.href)).toEqual([
      `${graph}/v1.0/me/transitiveMemberOf/microsoft.graph.group?$select=id&$count=true&$top=500`,
    ]);
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer canary');
    // Without it, Microsoft Graph refuses to pick out the groups by their type.
    expect(sent[0]?.headers.get('consistencylevel')).toBe('eventual');
  });

  test('come from all pages, in lowercase, each once', async () => {
    const { groups } = asking((_, attempt) =>
      attempt < 3
        ? pageOf(500, `${graph}/v1.0/me/next?$skiptoken=${attempt}`, (attempt - 1) * 400)
        : Response.json({ value: [{ id: id(0).toUpperCase() }] }),
    );
    expect(await groups()).toEqual(ids(900));
  });

  test('fit into one response 500 at a time, even if the type is beside each', async () => {
    const type = { '@odata.type': '#microsoft.graph.group' };
    const { groups } = asking(() =>
      Response.json({ value: ids(500).map((each) => ({ ...type, id: each })) }),
    );
    expect(await groups()).toHaveLength(500);
  });

  test.each([
    'graph.microsoft.com',
    'graph.microsoft.us',
    'dod-graph.microsoft.us',
    'microsoftgraph.chinacloudapi.cn',
    'localhost:8443',
    'localhost:9443',
  ])('come from %s: a cloud of Microsoft, or a practice tenant', async (host) => {
    const { groups, sent } = asking(() => pageOf(1), { host });
    await groups();
    expect(sent[0]?.url.origin).toBe(`https://${host}`);
  });

  test.each([
    ['another host', 'graph.attacker.example'],
    ['a host that only ends alike', 'evil-graph.microsoft.com'],
    ['a host that only begins alike', 'graph.microsoft.com.attacker.example'],
    ['a name before another host', 'graph.microsoft.com@attacker.example'],
    ['a path', 'graph.microsoft.com/../..'],
    ['a query', 'localhost:8443?'],
    ['a port of its own', 'graph.microsoft.com:444'],
    ['nothing', ''],
    ['no host at all', undefined],
  ])('are never asked for at %s that the metadata names', async (_, host) => {
    const { groups, sent } = asking(() => pageOf(1), { host: host ?? '' });
    await expect(groups()).rejects.toMatchObject({ code: 'groups_unavailable', status: 503 });
    expect(sent).toEqual([]);
  });
});

describe('a Microsoft Graph that', () => {
  test.each<[string, (url: URL, attempt: number) => Response | Promise<Response>, string]>([
    ['is down', () => Promise.reject(new TypeError('fetch failed')), 'groups_unavailable'],
    ['fails', () => new Response('', { status: 500 }), 'groups_unavailable'],
    ['is busy', () => new Response('', { status: 429 }), 'groups_unavailable'],
    ['denies it', () => Response.json({ error: {} }, { status: 403 }), 'groups_unavailable'],
    ['returns HTML', () => new Response('<html>'), 'groups_unavailable'],
    ['redirects', () => Response.redirect('https://attacker.example/'), 'groups_unavailable'],
    ['returns no list', () => Response.json({ value: 'Admin' }), 'groups_unavailable'],
    ['returns groups without IDs', () => Response.json({ value: [{}] }), 'groups_unavailable'],
    [
      'returns names of 10 KB',
      () => Response.json({ value: [{ id: 'x'.repeat(10_000) }] }),
      'groups_unavailable',
    ],
    ['returns too much at once', () => pageOf(10_000), 'groups_unavailable'],
    [
      'names a next page that is no address',
      () => Response.json({ value: [], '@odata.nextLink': '/more' }),
      'groups_unavailable',
    ],
    ['leads in a circle', (url) => pageOf(1, url.href), 'groups_unavailable'],
    [
      'never comes to an end',
      (_, attempt) => pageOf(1, `${graph}/v1.0/me/next?${attempt}`, attempt),
      'groups_too_many',
    ],
    [
      'has 10,000 groups',
      (_, attempt) =>
        pageOf(500, attempt < 20 ? `${graph}/v1.0/?${attempt}` : undefined, attempt * 500),
      'groups_too_many',
    ],
  ])('%s brings a page that explains, after at most 20 requests', async (_, respond, code) => {
    const { groups, sent } = asking(respond);
    await expect(groups()).rejects.toMatchObject({ code });
    expect(sent.length).toBeLessThanOrEqual(20);
  });

  test.each([
    'https://attacker.example/',
    'http://graph.microsoft.com/',
    'https://graph.microsoft.com:444/',
  ])('points to %s for the next page gets no token there', async (next) => {
    const { groups, sent } = asking(() => pageOf(1, next));
    await expect(groups()).rejects.toMatchObject({ code: 'groups_unavailable' });
    expect(sent).toHaveLength(1);
  });

  test('is slow is given ten seconds for all pages together', async () => {
    const { groups, sent } = asking((_, attempt) => pageOf(1, `${graph}/?${attempt}`, attempt), {
      secondsForEach: 4,
    });
    await expect(groups()).rejects.toMatchObject({
      code: 'groups_unavailable',
      detail: 'Microsoft Graph: not complete after 10 seconds',
    });
    expect(sent).toHaveLength(3);
  });

  test('wants more proof leads to a sign-in that brings it', async () => {
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    const { groups } = asking(
      () =>
        new Response('', {
          status: 401,
          headers: {
            'www-authenticate': `Bearer error="insufficient_claims", claims="${btoa(claims)}"`,
          },
        }),
    );
    await expect(groups()).rejects.toMatchObject({
      name: 'SignInRequired',
      scopes: ['User.Read'],
      claims,
    });
  });
});
