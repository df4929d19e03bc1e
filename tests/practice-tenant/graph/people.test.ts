import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupIds } from '../../../src/practice-tenant/directory/groups.ts';
import { type RunningTenant, runningTenant } from '../running-tenant.ts';
import { entriesOf, errorOf, type GraphClient, graphFor, graphForApp } from './graph-client.ts';

let tenant: RunningTenant;
let own: GraphClient;
let directory: GraphClient;
const alexId = '0a0a0a0a-0000-4000-8000-000000000001';
const samId = '0a0a0a0a-0000-4000-8000-000000000002';

beforeAll(async () => {
  tenant = await runningTenant();
  own = await graphFor(tenant, ['User.Read']);
  directory = await graphFor(tenant, ['Directory.Read.All']);
});
afterAll(() => tenant.remove());

const basis = () => `${tenant.origin}/graph/v1.0/$metadata`;

describe('/me', () => {
  test('has the default properties of the documentation, and no others', async () => {
    expect((await own('/v1.0/me')).json).toEqual({
      '@odata.context': `${basis()}#users/$entity`,
      businessPhones: [],
      displayName: 'Alex Rivera',
      givenName: 'Alex',
      jobTitle: null,
      mail: 'alex@contoso.onmicrosoft.com',
      mobilePhone: null,
      officeLocation: null,
      preferredLanguage: null,
      surname: 'Rivera',
      userPrincipalName: 'alex@contoso.onmicrosoft.com',
      id: alexId,
    });
  });

  test('has only what $select names, in any case of letters, and says so in its context', async () => {
    expect((await own('/v1.0/me?$select=displayname,userType')).json).toEqual({
      '@odata.context': `${basis()}#users(displayname,userType)/$entity`,
      displayName: 'Alex Rivera',
      userType: 'Member',
    });
    expect(errorOf(await own('/v1.0/me?$select=shoeSize'))).toBe(
      "400 BadRequest: Parsing OData Select and Expand failed: Could not find a property named 'shoeSize' on type 'microsoft.graph.user'.",
    );
  });

  test('takes no change with the permissions that there are', async () => {
    expect(errorOf(await own.patch('/v1.0/me', { displayName: 'Someone' }))).toBe(
      '403 Authorization_RequestDenied: Insufficient privileges to complete the operation.',
    );
    expect((await own('/v1.0/me')).json['displayName']).toBe('Alex Rivera');
  });

  test('is for signed-in users only', async () => {
    const app = await graphForApp(tenant, ['User.Read.All']);
    expect(errorOf(await app('/v1.0/me'))).toBe(
      '400 BadRequest: /me request is only valid with delegated authentication flow.',
    );
  });

  test.each(['GET', 'POST'])('the user info endpoint takes %s', async (method) => {
    const withEmail = await graphFor(tenant, ['openid', 'profile', 'email']);
    const { status, json } = await withEmail('/oidc/userinfo', { method });
    expect(status).toBe(200);
    expect(json).toEqual({
      sub: expect.any(String),
      name: 'Alex Rivera',
      given_name: 'Alex',
      family_name: 'Rivera',
      picture: `${tenant.origin}/graph/v1.0/me/photo/$value`,
      email: 'alex@contoso.onmicrosoft.com',
    });
  });

  test('without the scope email, the user info has no email address', async () => {
    expect((await own('/oidc/userinfo')).json).not.toHaveProperty('email');
  });
});

describe('/users', () => {
  test('lists everyone, a guest among them', async () => {
    const answer = await directory('/v1.0/users');
    expect(answer.json['@odata.context']).toBe(`${basis()}#users`);
    expect(entriesOf(answer).map(({ displayName }) => displayName)).toEqual([
      'Alex Rivera',
      'Sam Okafor',
      'Mira Lindqvist',
      'Noor Haddad (guest)',
    ]);
  });

  test.each([
    ['object ID', samId],
    ['user principal name', 'SAM@contoso.onmicrosoft.com'],
  ])('finds one by %s', async (_, id) => {
    expect((await directory(`/v1.0/users/${id}`)).json).toMatchObject({ id: samId });
    expect((await directory(`/v1.0/users('${id}')`)).json).toMatchObject({ id: samId });
  });

  test('tells an ID that nobody has', async () => {
    expect(errorOf(await directory('/v1.0/users/nobody'))).toBe(
      "404 Request_ResourceNotFound: Resource 'nobody' does not exist or one of its queried reference-property objects are not present.",
    );
  });

  test('knows a guest by their organization', async () => {
    const select = '$select=givenName,surname,userType,creationType';
    const answer = await directory(`/v1.0/users?$filter=startswith(displayName,'noor')&${select}`);
    expect(entriesOf(answer)).toEqual([
      { givenName: 'Noor', surname: 'Haddad', userType: 'Guest', creationType: 'Invitation' },
    ]);
  });
});

describe('groups', () => {
  test('have an ID and a name, and their members a type', async () => {
    const list = await directory('/v1.0/groups?$select=id,displayName,securityEnabled');
    expect(entriesOf(list)).toEqual([
      { id: groupIds.staff, displayName: 'Staff', securityEnabled: true },
      { id: groupIds.taskAdmins, displayName: 'Task admins', securityEnabled: true },
    ]);
    const one = await directory(`/v1.0/groups/${groupIds.staff}`);
    expect(one.json).toMatchObject({ displayName: 'Staff', groupTypes: [], mailEnabled: false });
    const members = await directory(`/v1.0/groups/${groupIds.taskAdmins}/members`);
    expect(members.json['@odata.context']).toBe(`${basis()}#directoryObjects`);
    expect(entriesOf(members)).toEqual([
      expect.objectContaining({ '@odata.type': '#microsoft.graph.user', id: alexId }),
    ]);
  });

  test('are not found by an ID that is none', async () => {
    expect(errorOf(await directory('/v1.0/groups/staff'))).toBe(
      "400 Request_BadRequest: Invalid object identifier 'staff'.",
    );
    expect(errorOf(await directory(`/v1.0/groups/${alexId}`))).toMatch(
      /^404 Request_ResourceNotFound/,
    );
  });

  test('of a user have names with a permission for groups, and nothing but IDs with User.Read', async () => {
    const answer = await directory(`/v1.0/users/${samId}/memberOf`);
    expect(entriesOf(answer)).toEqual([
      expect.objectContaining({
        '@odata.type': '#microsoft.graph.group',
        id: groupIds.staff,
        displayName: 'Staff',
      }),
    ]);
    const limited = entriesOf(await own('/v1.0/me/memberOf'));
    expect(limited.map(({ id, displayName }) => [id, displayName])).toEqual([
      [groupIds.staff, null],
      [groupIds.taskAdmins, null],
    ]);
  });

  test.each(['memberOf', 'transitiveMemberOf'])(
    'of a user are counted and cast to groups in %s',
    async (list) => {
      const address = `/v1.0/users/${samId}/${list}`;
      const headers = { ConsistencyLevel: 'eventual' };
      const cast = `${address}/microsoft.graph.group`;
      expect(
        (await directory(`${cast}?$count=true&$select=displayName`, { headers })).json,
      ).toEqual({
        '@odata.context': `${basis()}#groups(displayName)`,
        '@odata.count': 1,
        value: [{ displayName: 'Staff' }],
      });
      for (const counted of [address, cast]) {
        const answer = await directory(`${counted}/$count`, { headers });
        expect([answer.status, answer.json['text']]).toEqual([200, '1']);
      }
      expect(entriesOf(await own('/v1.0/me/memberOf/microsoft.graph.group'))[0]).toMatchObject({
        id: groupIds.staff,
        displayName: null,
      });
    },
  );

  test.each(['members', 'transitiveMembers'])(
    'have members that are counted and cast to users in %s',
    async (list) => {
      const address = `/v1.0/groups/${groupIds.taskAdmins}/${list}`;
      const headers = { ConsistencyLevel: 'eventual' };
      const cast = `${address}/microsoft.graph.user`;
      expect(
        (await directory(`${cast}?$count=true&$select=displayName`, { headers })).json,
      ).toEqual({
        '@odata.context': `${basis()}#users(displayName)`,
        '@odata.count': 1,
        value: [{ displayName: 'Alex Rivera' }],
      });
      for (const counted of [address, cast]) {
        const answer = await directory(`${counted}/$count`, { headers });
        expect([answer.status, answer.json['text']]).toEqual([200, '1']);
      }
    },
  );

  test.each(['getMemberObjects', 'getMemberGroups'])('%s gives their IDs', async (action) => {
    // The second one takes a permission for groups too.
    const client = action === 'getMemberGroups' ? directory : own;
    const answer = await client.post(`/v1.0/me/${action}`, { securityEnabledOnly: true });
    expect(answer.json).toEqual({
      '@odata.context': `${basis()}#Collection(Edm.String)`,
      value: [groupIds.staff, groupIds.taskAdmins],
    });
    const other = await directory.post(`/v1.0/users/${samId}/${action}`, {
      securityEnabledOnly: false,
    });
    expect(entriesOf(other)).toEqual([groupIds.staff]);
  });
});

describe('photos', () => {
  const photo = async (path: string) => {
    const token = await tokenOf();
    return fetch(`${tenant.origin}/graph/v1.0${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
  };
  let token: string | undefined;
  const tokenOf = async () => {
    token ??= await accessToken();
    return token;
  };
  const accessToken = async () => {
    const { attempt, msalApp } = await import('../msal-app.ts');
    return (await (await attempt(msalApp(tenant, 'entra-id'))).redeem()).accessToken;
  };

  test.each([
    ['/me/photo/$value', 648],
    ['/me/photos/48x48/$value', 48],
  ])('%s is a PNG file of %d pixels that can be read', async (path, size) => {
    const answer = await photo(path);
    expect(answer.headers.get('content-type')).toBe('image/png');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([size, size]);
    const start = bytes.indexOf('IDAT') + 4;
    const rows = inflateSync(bytes.subarray(start, start + bytes.readUInt32BE(start - 8)));
    expect(rows.length).toBe(size * (size + 1));
    expect(new Set(rows)).toEqual(new Set([0, 1]));
  });

  test('have details, with the size as an ID', async () => {
    const { json } = await own('/v1.0/me/photos/96x96');
    expect(json).toEqual({
      '@odata.context': `${basis()}#users('${alexId}')/photo/$entity`,
      '@odata.mediaContentType': 'image/png',
      '@odata.mediaEtag': expect.stringMatching(/^"[0-9A-F]+"$/),
      id: '96x96',
      height: 96,
      width: 96,
    });
    expect((await own('/v1.0/me/photo')).json).toMatchObject({ id: '648x648' });
  });

  test('are missing for users without one, and in a size that there is not', async () => {
    const mira = await graphFor(tenant, ['User.Read'], { who: 'Mira Lindqvist' });
    expect(errorOf(await mira('/v1.0/me/photo/$value'))).toMatch(/^404 ImageNotFound: /);
    expect(errorOf(await own('/v1.0/me/photos/50x50/$value'))).toMatch(/^404 ImageNotFound: /);
  });
});

describe('/organization', () => {
  test('has three properties with User.Read, and all with a permission for it', async () => {
    const [limited] = entriesOf(await own('/v1.0/organization'));
    expect(limited).toMatchObject({
      id: '0a0a0a0a-1111-4111-8111-111111111111',
      displayName: 'Contoso',
      tenantType: null,
      verifiedDomains: [expect.objectContaining({ name: 'contoso.onmicrosoft.com' })],
    });
    expect(entriesOf(await directory('/v1.0/organization'))).toMatchObject([{ tenantType: 'AAD' }]);
  });

  test.each([
    ['external-id', 'CIAM'],
    ['b2c', 'AAD B2C'],
  ] as const)('is found by an app in %s', async (type, tenantType) => {
    const app = await graphForApp(tenant, ['Organization.Read.All'], type);
    expect(entriesOf(await app('/v1.0/organization'))).toMatchObject([{ tenantType }]);
  });
});
