import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { entriesOf, errorOf, type GraphClient, graphFor } from './graph-client.ts';

const sam = '0a0a0a0a-0000-4000-8000-000000000002';
const groups = Array.from({ length: 500 }, (_, index) => ({
  id: randomUUID(),
  name: `Group ${String(index).padStart(3, '0')}`,
}));
const all = groups.map(({ id }) => id);

let tenant: RunningTenant;
let graph: GraphClient;
beforeAll(async () => {
  tenant = await runningTenant();
  const directory = tenant.directory('entra-id');
  for (const group of groups) await directory.saveGroup(group);
  const user = await directory.user(sam);
  if (user === undefined) throw new Error('Sam is missing.');
  await directory.saveUser({ ...user, groups: all });
  const scopes = ['User.Read', 'GroupMember.Read.All'];
  graph = await graphFor(tenant, scopes, { who: 'Sam Okafor' });
});
afterAll(() => tenant.remove());

async function pagesOf(start: string): Promise<unknown[][]> {
  const pages: unknown[][] = [];
  let path = start;
  while (path !== '') {
    const page = await graph(path);
    expect(page.status).toBe(200);
    pages.push(entriesOf(page).map(({ id }) => id));
    path = String(page.json['@odata.nextLink'] ?? '');
  }
  return pages;
}

test.each([
  'me/memberOf',
  'me/transitiveMemberOf',
  'me/memberOf/microsoft.graph.group',
  'me/transitiveMemberOf/graph.group',
])('%s of a user in 500 groups comes in five pages of 100', async (path) => {
  const pages = await pagesOf(`/v1.0/${path}`);
  expect(pages.map(({ length }) => length)).toEqual([100, 100, 100, 100, 100]);
  expect(pages.flat()).toEqual(all);
});

test('one page holds up to 999', async () => {
  expect(await pagesOf('/v1.0/me/memberOf?$top=999&$select=id')).toEqual([all]);
});

test.each(['getMemberGroups', 'getMemberObjects'])('%s names all 500', async (name) => {
  const { json } = await graph.post(`/v1.0/me/${name}`, { securityEnabledOnly: false });
  expect(json).toEqual({
    '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#Collection(Edm.String)`,
    value: all,
  });
});

test.each([
  ['checkMemberGroups', 'groupIds'],
  ['checkMemberObjects', 'ids'],
])('%s keeps those that the user is in, and takes 20 at most', async (name, parameter) => {
  const path = `/v1.0/me/${name}`;
  const last = all.at(-1) ?? '';
  const asked = [randomUUID(), last.toUpperCase(), all[0]];
  expect((await graph.post(path, { [parameter]: asked })).json).toEqual({
    '@odata.context': `${tenant.origin}/graph/v1.0/$metadata#Collection(Edm.String)`,
    value: [last.toUpperCase(), all[0]],
  });
  expect((await graph.post(path, { [parameter]: all.slice(0, 20) })).status).toBe(200);
  expect(errorOf(await graph.post(path, { [parameter]: all.slice(0, 21) }))).toBe(
    `400 Request_BadRequest: Invalid value specified for property '${parameter}' of resource 'User'.`,
  );
});

test('they are counted, filtered, and sorted', async () => {
  const eventual = { headers: { consistencylevel: 'eventual' } };
  expect((await graph('/v1.0/me/memberOf/$count', eventual)).json['text']).toBe('500');
  const cast = '/v1.0/me/memberOf/microsoft.graph.group';
  expect((await graph(`${cast}/$count`, eventual)).json['text']).toBe('500');
  const query = "$count=true&$orderby=displayName desc&$filter=startswith(displayName,'Group 49')";
  const answer = await graph(`${cast}?${query}&$top=1`, eventual);
  expect(answer.json['@odata.count']).toBe(10);
  expect(entriesOf(answer)).toEqual([expect.objectContaining({ displayName: 'Group 499' })]);
});

test('with User.Read alone, the IDs of all groups come in pages of up to 999, on the same origin', async () => {
  const own = await graphFor(tenant, ['User.Read'], { who: 'Sam Okafor' });
  const ids: unknown[] = [];
  let path = '/v1.0/me/transitiveMemberOf/microsoft.graph.group?$select=id&$top=300';
  let pages = 0;
  while (path !== '') {
    const page = await own(path);
    expect(page.status).toBe(200);
    expect(entriesOf(page).every((entry) => Object.keys(entry).join() === 'id')).toBe(true);
    ids.push(...entriesOf(page).map(({ id }) => id));
    const next = page.json['@odata.nextLink'];
    if (next !== undefined) expect(new URL(String(next)).origin).toBe(tenant.origin);
    path = String(next ?? '');
    pages += 1;
  }
  expect(pages).toBe(2);
  expect(ids).toEqual(all);
});

test('10,000 groups are read in eleven pages', async () => {
  const directory = tenant.directory('entra-id');
  const many = Array.from({ length: 10_000 }, () => randomUUID());
  for (const id of many) await directory.saveGroup({ id, name: id });
  const mira = (await directory.users())[2];
  if (mira === undefined) throw new Error('Mira is missing.');
  await directory.saveUser({ ...mira, groups: many });
  const own = await graphFor(tenant, ['User.Read'], { who: 'Mira Lindqvist' });
  const found = new Set<unknown>();
  let path = '/v1.0/me/memberOf?$select=id&$top=999';
  let pages = 0;
  for (; path !== ''; pages += 1) {
    const page = await own(path);
    for (const { id } of entriesOf(page)) found.add(id);
    path = String(page.json['@odata.nextLink'] ?? '');
  }
  expect([pages, found.size]).toEqual([11, 10_000]);
});
