import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { entriesOf, errorOf, type GraphClient, graphFor } from './graph-client.ts';

let tenant: RunningTenant;
let graph: GraphClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await graphFor(tenant, ['Directory.Read.All']);
});
afterAll(() => tenant.remove());

const eventual = { headers: { consistencylevel: 'eventual' } };
const names = async (path: string, init?: RequestInit) =>
  entriesOf(await graph(path, init)).map(({ displayName }) => displayName);

test.each([
  ['displayName', ['Alex Rivera', 'Mira Lindqvist', 'Noor Haddad (guest)', 'Sam Okafor']],
  ['displayName desc', ['Sam Okafor', 'Noor Haddad (guest)', 'Mira Lindqvist', 'Alex Rivera']],
  ['DisplayName asc', ['Alex Rivera', 'Mira Lindqvist', 'Noor Haddad (guest)', 'Sam Okafor']],
])('users are sorted by %s', async (orderby, sorted) => {
  expect(await names(`/v1.0/users?$orderby=${orderby}`)).toEqual(sorted);
});

test('the order goes on over all pages', async () => {
  const sorted: unknown[] = [];
  let path = '/v1.0/users?$orderby=displayName%20desc&$top=1';
  while (path !== '') {
    const page = await graph(path);
    sorted.push(...entriesOf(page).map(({ displayName }) => displayName));
    path = String(page.json['@odata.nextLink'] ?? '');
  }
  expect(sorted).toEqual(['Sam Okafor', 'Noor Haddad (guest)', 'Mira Lindqvist', 'Alex Rivera']);
});

test.each([
  'applications?$orderby=displayName',
  'servicePrincipals?$orderby=displayName',
  'users?$orderby=createdDateTime',
  "users?$orderby=displayName&$filter=startswith(displayName,'A')",
  'me/memberOf/microsoft.graph.group?$orderby=displayName',
])('%s is an advanced query', async (path) => {
  const refused = '400 Request_UnsupportedQuery: Sorting not supported for current query.';
  expect(errorOf(await graph(`/v1.0/${path}`))).toBe(refused);
  expect(errorOf(await graph(`/v1.0/${path}&$count=true`))).toBe(refused);
  expect(errorOf(await graph(`/v1.0/${path}`, eventual))).toBe(refused);
  const answer = await graph(`/v1.0/${path}&$count=true`, eventual);
  expect(answer.status).toBe(200);
  const shown = entriesOf(answer).map(({ displayName }) => String(displayName));
  expect(answer.json['@odata.count']).toBe(shown.length);
  if (path.includes('displayName')) {
    expect(shown).toEqual(shown.toSorted((a, b) => a.localeCompare(b, 'en')));
  }
});

test.each(['users?$orderby=mail', 'groups?$orderby=description', 'users?$orderby=displayName up'])(
  '%s is refused',
  async (path) => {
    expect(errorOf(await graph(`/v1.0/${path}`, eventual))).toMatch(
      /^400 Request_UnsupportedQuery: Unsupported sort property '.*' for '(User|Group)'\.$/,
    );
  },
);
