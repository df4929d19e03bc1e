import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { entriesOf, errorOf, type GraphClient, graphFor } from './graph-client.ts';

let tenant: RunningTenant;
let graph: GraphClient;
beforeAll(async () => {
  tenant = await runningTenant();
  graph = await graphFor(tenant, ['Directory.Read.All', 'Application.ReadWrite.All']);
});
afterAll(() => tenant.remove());

describe('query options', () => {
  test('$top gives pages, and each but the last has the address of the next', async () => {
    const names: unknown[] = [];
    let path = '/v1.0/users?$top=3&$select=displayName';
    let pages = 0;
    while (path !== '') {
      const answer = await graph(path);
      names.push(...entriesOf(answer).map(({ displayName }) => displayName));
      pages += 1;
      path = String(answer.json['@odata.nextLink'] ?? '');
    }
    expect(pages).toBe(2);
    expect(names).toEqual(['Alex Rivera', 'Sam Okafor', 'Mira Lindqvist', 'Noor Haddad (guest)']);
  });

  test('Accept with odata.metadata=none leaves out what OData adds, but never a page’s address or count', async () => {
    const bare = {
      headers: { accept: 'application/json;odata.metadata=none', consistencylevel: 'eventual' },
    };
    const page = await graph('/v1.0/users?$top=1&$count=true&$select=displayName', bare);
    expect(page.headers.get('content-type')).toContain('odata.metadata=none');
    expect(Object.keys(page.json).sort()).toEqual(['@odata.count', '@odata.nextLink', 'value']);
    expect(entriesOf(page)).toEqual([{ displayName: 'Alex Rivera' }]);
    const alex = '/v1.0/users/alex@contoso.onmicrosoft.com/memberOf';
    expect(entriesOf(await graph(alex))[0]).toHaveProperty('@odata.type');
    expect(entriesOf(await graph(alex, bare))[0]).not.toHaveProperty('@odata.type');
  });

  test.each(['minimal', 'full'])(
    'Accept with odata.metadata=%s gets what OData adds',
    async (level) => {
      const headers = { accept: `application/json;odata.metadata=${level}` };
      const { json, headers: received } = await graph('/v1.0/users', { headers });
      expect(json).toHaveProperty('@odata.context');
      expect(received.get('content-type')).toContain('odata.metadata=minimal');
    },
  );

  test('a page has 100 entries without $top', async () => {
    const directory = tenant.directory('entra-id');
    for (let index = 0; index < 100; index += 1) {
      const username = `page${index}@contoso.onmicrosoft.com`;
      await directory.addUser({ username, name: `Page ${index}`, email: username });
    }
    const answer = await graph('/v1.0/users');
    expect(entriesOf(answer)).toHaveLength(100);
    const rest = await graph(String(answer.json['@odata.nextLink']));
    expect(entriesOf(rest)).toHaveLength(4);
    expect(rest.json).not.toHaveProperty('@odata.nextLink');
  });

  test('$count needs ConsistencyLevel: eventual', async () => {
    const eventual = { headers: { consistencylevel: 'eventual' } };
    const filter = "$filter=startswith(displayName,'Alex')&$count=true";
    expect((await graph(`/v1.0/users?${filter}`, eventual)).json['@odata.count']).toBe(1);
    expect((await graph(`/v1.0/users?${filter}`)).json).not.toHaveProperty('@odata.count');
    const groups = await graph('/v1.0/groups/$count', eventual);
    expect(groups.json['text']).toBe('2');
    expect(errorOf(await graph('/v1.0/groups/$count'))).toBe(
      '400 Request_BadRequest: $count is not currently supported.',
    );
  });

  test.each([
    ["displayName eq 'alex rivera'", 1],
    ["userPrincipalName eq 'sam@contoso.onmicrosoft.com'", 1],
    ["startswith(displayName, 'M') and userType eq 'Member'", 1],
    ["accountEnabled eq true and startswith(givenName,'Noor')", 1],
    ["displayName eq 'O''Neil'", 0],
  ])('$filter takes %s', async (filter, count) => {
    const answer = await graph(`/v1.0/users?$filter=${encodeURIComponent(filter)}`);
    expect(entriesOf(answer)).toHaveLength(count);
  });

  test('$filter looks into a list with any', async () => {
    const filter = encodeURIComponent(
      "servicePrincipalNames/any(n:n eq 'https://graph.microsoft.com')",
    );
    const answer = await graph(`/v1.0/servicePrincipals?$filter=${filter}&$select=displayName`);
    expect(entriesOf(answer)).toEqual([{ displayName: 'Microsoft Graph' }]);
  });

  test.each([
    [
      "$filter=jobTitle eq 'Boss'",
      "Request_UnsupportedQuery: Unsupported or invalid query filter clause specified for property 'jobTitle' of resource 'User'.",
    ],
    ["$filter=displayName ne 'Alex'", 'Request_UnsupportedQuery: '],
    ["$filter=displayName eq 'a' or displayName eq 'b'", 'Request_UnsupportedQuery: '],
    ['$filter=nonsense', 'BadRequest: Invalid filter clause: nonsense'],
    [
      '$top=1000',
      "Request_UnsupportedQuery: Invalid page size specified: '1000'. Must be between 1 and 999 inclusive.",
    ],
    ['$top=some', 'BadRequest: '],
    ['$skip=1', "Request_BadRequest: '$skip' is not supported by the service."],
    ['$expand=memberOf', 'Request_UnsupportedQuery: The practice tenant does not support $expand '],
    [
      '$expand=shoes',
      "BadRequest: Parsing OData Select and Expand failed: Could not find a property named 'shoes' on type 'microsoft.graph.user'.",
    ],
    [
      '$search="displayName:a"',
      "Request_UnsupportedQuery: Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    ],
    ['$shape=round', "BadRequest: The query parameter '$shape' is not supported."],
    ['$select=shoeSize', 'BadRequest: Parsing OData Select and Expand failed: '],
    ['$skiptoken=bm9ib2R5', 'Directory_ExpiredPageToken: '],
  ])('%s is refused, not ignored', async (query, error) => {
    const answer = await graph(`/v1.0/users?${query}`);
    expect(errorOf(answer).startsWith(`400 ${error}`), errorOf(answer)).toBe(true);
  });

  test('$search is refused with its header too, not ignored', async () => {
    const eventual = { headers: { consistencylevel: 'eventual' } };
    const answer = await graph('/v1.0/users?$search="displayName:a"', eventual);
    expect(errorOf(answer)).toBe(
      '400 Request_UnsupportedQuery: The practice tenant does not support $search for this request.',
    );
  });

  test('an option for collections is refused for a single object', async () => {
    expect(errorOf(await graph('/v1.0/me?$top=1'))).toMatch(/^400 Request_UnsupportedQuery: /);
  });
});
