import { readFileSync } from 'node:fs';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { registrationFields, userFields } from '../../src/practice-tenant/directory/records.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { type Seed, SeedError } from '../../src/practice-tenant/index.ts';
import { seededRegistration, seededUser } from '../../src/practice-tenant/seed/items.ts';
import { readSeed } from '../../src/practice-tenant/seed/read-seed.ts';
import { checkedSeed, seedJsonSchema } from '../../src/practice-tenant/seed/seed.ts';
import { appCertificate } from './app-certificate.ts';
import { attempt, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterEach(() => tenant.reset());
afterAll(() => tenant.remove());

const entra = (own: NonNullable<Seed['tenants']['entra-id']>): Seed => ({
  tenants: { 'entra-id': own },
});

async function mistakesIn(work: () => unknown): Promise<readonly string[]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SeedError) return error.mistakes;
    throw error;
  }
  return [];
}

describe('a seed', () => {
  test('turns on one kind of token of the implicit grant, and leaves the other off', () => {
    const { data } = seededRegistration.safeParse({ name: 'x', implicitGrant: { idTokens: true } });
    expect(data?.implicitGrant).toEqual({ idTokens: true, accessTokens: false });
  });

  test('adds to what is there, and the same seed again changes nothing', async () => {
    const seed = entra({
      groups: [
        { name: 'Accounting', roles: { 'Practice Tasks API': ['G'] }, assignedTo: ['My app'] },
      ],
      users: [
        {
          username: 'pat',
          groups: ['Accounting', 'Staff'],
          roles: { 'Practice Tasks API': ['R'] },
          assignedTo: ['My app', 'Practice web app'],
        },
        { username: 'g@home.example', guest: true },
      ],
      registrations: [
        { name: 'My app', secrets: [{ value: 's', expires: '2031-01-01T00:00:00Z' }] },
      ],
    });
    await tenant.seed(seed);
    const directory = tenant.directory('entra-id');
    const everything = async () => [
      await directory.users(),
      await directory.groups(),
      await directory.registrations(),
    ];
    const once = await everything();
    expect(once.map((each) => each.length)).toEqual([6, 3, 7]);
    const myApp = (await directory.registrations()).find(({ name }) => name === 'My app');
    const accounting = (await directory.groups()).find(({ name }) => name === 'Accounting');
    expect(await directory.userNamed('pat@contoso.onmicrosoft.com')).toMatchObject({
      name: 'pat',
      email: 'pat@contoso.onmicrosoft.com',
      groups: [accounting?.id, '0a0a0a0a-aaaa-4aaa-8aaa-000000000001'],
      roles: { [clientIds.tasksApi]: ['R'] },
      assignedTo: [myApp?.clientId, clientIds.webApp],
    });
    expect(accounting).toMatchObject({
      roles: { [clientIds.tasksApi]: ['G'] },
      assignedTo: [myApp?.clientId],
    });
    expect(await directory.userNamed('g@home.example')).toHaveProperty('homeTenant');
    await tenant.seed(seed);
    expect(await everything()).toEqual(once);
  });

  test('with replace has exactly what it names', async () => {
    await tenant.seed(
      entra({
        replace: true,
        users: [{ username: 'only', name: 'Only One', password: 'correct horse' }],
        registrations: [
          {
            clientId: clientIds.webApp,
            name: 'Only app',
            redirectUris: ['http://localhost:3000/auth/redirect'],
            secrets: ['practice~web-app~not-a-real-secret'],
            adminConsent: true,
          },
        ],
      }),
    );
    const directory = tenant.directory('entra-id');
    expect((await directory.users()).map(({ name }) => name)).toEqual(['Only One']);
    expect((await directory.registrations()).map(({ name }) => name)).toEqual(['Only app']);
    expect(await directory.groups()).toEqual([]);
    const { answer } = await attempt(msalApp(tenant, 'entra-id'), { press: ['Only One'] });
    expect(answer).toHaveProperty('code');
    expect(await tenant.directory('b2c').users()).toHaveLength(3);
  });

  test('has consents, faults, and settings, which are then on', async () => {
    await tenant.seed({ tenants: { b2c: { settings: { 'no-object-id': true } } } });
    await tenant.seed(
      entra({
        consents: [{ user: 'alex', app: clientIds.needsConsent, scopes: ['User.Read'] }],
        faults: [{ app: 'Practice web app', fault: 'wrong-nonce' }],
      }),
    );
    expect(await tenant.settings('b2c').all()).toEqual(['no-object-id']);
    const [alex] = await tenant.directory('entra-id').users();
    const consents = await fetch(`${tenant.adminAddress}/tenants/entra-id/consents`);
    expect(await consents.json()).toEqual([
      { objectId: alex?.objectId, clientId: clientIds.needsConsent, scopes: ['User.Read'] },
    ]);
    expect(await tenant.faults('entra-id').all()).toEqual([
      { clientId: clientIds.webApp, fault: 'wrong-nonce' },
    ]);
  });

  test('has a certificate and a federated credential that an app then signs in with', async () => {
    const { certificate, ...credential } = await appCertificate();
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const keys = { keys: [{ ...(await exportJWK(publicKey)), kty: 'RSA', alg: 'RS256' }] };
    const trusted = { issuer: 'https://ci.example', subject: 'repo:my/app' };
    const app = {
      name: 'Proven',
      certificates: [certificate],
      federatedCredentials: [{ ...trusted, audience: 'api://AzureADTokenExchange', keys }],
    };
    await tenant.seed(entra({ registrations: [app] }));
    const registrations = await tenant.directory('entra-id').registrations();
    const clientId = registrations.find(({ name }) => name === 'Proven')?.clientId ?? '';
    const ownToken = (own: Parameters<typeof msalApp>[2]) =>
      msalApp(tenant, 'entra-id', { clientId, ...own }).acquireTokenByClientCredential({
        scopes: ['https://graph.microsoft.com/.default'],
      });
    const clientAssertion = () =>
      new SignJWT(trusted)
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuer(trusted.issuer)
        .setSubject(trusted.subject)
        .setAudience('api://AzureADTokenExchange')
        .setExpirationTime('5m')
        .sign(privateKey);
    const proven = await ownToken({ credential: { clientCertificate: credential } });
    expect(proven?.accessToken).toMatch(/^ey/);
    expect((await ownToken({ credential: { clientAssertion } }))?.accessToken).toMatch(/^ey/);
    const keyToo = { name: 'Careless', certificates: [`${certificate}\n${credential.privateKey}`] };
    expect(await mistakesIn(() => tenant.seed(entra({ registrations: [keyToo] })))).toEqual([
      'tenants.entra-id.registrations[0].certificates[0] must be a certificate in PEM format, without its private key.',
    ]);
  });

  test('with a mistake anywhere changes nothing', async () => {
    const seed: Seed = {
      tenants: {
        b2c: { users: [{ username: 'fine@x.example' }] },
        'entra-id': { faults: [{ app: 'nobody', fault: 'slow' }] },
      },
    };
    expect(await mistakesIn(() => tenant.seed(seed))).toEqual([
      'tenants.entra-id.faults[0].app names a registration that isn’t there: correct it, or add one.',
    ]);
    expect(await tenant.directory('b2c').userNamed('fine@x.example')).toBeUndefined();
  });

  test('keeps the password of a user that it changes otherwise', async () => {
    await tenant.seed(entra({ users: [{ username: 'pat', password: 'correct horse' }] }));
    await tenant.seed(entra({ users: [{ username: 'pat', name: 'Pat Doe' }] }));
    const { answer } = await attempt(msalApp(tenant, 'entra-id'), {
      press: [
        'Use another account',
        ['Sign in', { Username: 'pat@contoso.onmicrosoft.com', Password: 'correct horse' }],
      ],
    });
    expect(answer).toHaveProperty('code');
  });
});

test.each<[unknown, string]>([
  [{}, 'tenants is missing: add an object.'],
  [[], 'The JSON must be an object.'],
  [
    { tenants: { entra: {} } },
    'tenants.entra isn’t known here: check its spelling, or leave it out.',
  ],
  [
    entraOf({ users: [{ name: 'x' }] }),
    'tenants.entra-id.users[0].username is missing: add a string.',
  ],
  [
    entraOf({ users: [{ username: 'x', pasword: 'y' }] }),
    'tenants.entra-id.users[0].pasword isn’t known here: check its spelling, or leave it out.',
  ],
  [
    entraOf({ registrations: [{ name: 'x', clientId: 'my-app' }] }),
    'tenants.entra-id.registrations[0].clientId must be a GUID such as 5a5a5a5a-0000-4000-8000-000000000001.',
  ],
  [
    entraOf({ registrations: [{ name: 'x', secrets: [3] }] }),
    'tenants.entra-id.registrations[0].secrets[0] must be a string or an object.',
  ],
  [
    entraOf({ registrations: [{ name: 'x', secrets: [{ value: 'y', expires: 'soon' }] }] }),
    'tenants.entra-id.registrations[0].secrets[0].expires isn’t valid (Invalid ISO datetime).',
  ],
  [
    entraOf({ registrations: [{ name: 'x', redirectUris: ['http://app.example/'] }] }),
    'tenants.entra-id.registrations[0].redirectUris[0] isn’t a redirect URI: http://app.example/ must start with https or http://localhost.',
  ],
  [
    entraOf({ registrations: [{ name: 'x', audience: 'all' }] }),
    'tenants.entra-id.registrations[0].audience must be one of: thisTenant, anyTenant, personalAccounts.',
  ],
  [
    entraOf({ registrations: [{ name: 'x', optionalClaims: { accesToken: ['sid'] } }] }),
    'tenants.entra-id.registrations[0].optionalClaims.accesToken isn’t known here: check its spelling, or leave it out.',
  ],
  [
    entraOf({
      registrations: [
        { name: 'x', implicitGrant: { idTokens: true, accessTokens: true, idToken: true } },
      ],
    }),
    'tenants.entra-id.registrations[0].implicitGrant.idToken isn’t known here: check its spelling, or leave it out.',
  ],
  [
    entraOf({
      registrations: [
        { name: 'x', exposedApi: { identifierUri: 'api://x', scopes: [], scope: [] } },
      ],
    }),
    'tenants.entra-id.registrations[0].exposedApi.scope isn’t known here: check its spelling, or leave it out.',
  ],
  [
    entraOf({ settings: { 'no-sidd': true } }),
    'tenants.entra-id.settings.no-sidd isn’t known here: it must be a setting that GET /admin/v1 lists.',
  ],
  [
    entraOf({ faults: [{ app: 'x', fault: 'gremlins' }] }),
    'tenants.entra-id.faults[0].fault must be a fault that GET /admin/v1 lists.',
  ],
])('%j is told in one sentence', async (seed, sentence) => {
  expect(await mistakesIn(() => checkedSeed(seed))).toEqual([sentence]);
});

function entraOf(own: object): object {
  return { tenants: { 'entra-id': own } };
}

test.each<[Seed, readonly string[]]>([
  [
    entra({ users: [{ username: 'a' }, { username: 'A@contoso.onmicrosoft.com' }] }),
    ['tenants.entra-id.users[1] is a duplicate (a@contoso.onmicrosoft.com): leave one out.'],
  ],
  [
    entra({
      groups: [{ name: 'Some', assignedTo: ['Nothing'] }],
      users: [{ username: 'a', groups: ['Nobody'], assignedTo: ['Nothing'] }],
    }),
    [
      'tenants.entra-id.groups[0].assignedTo names a registration that isn’t there: correct it, or add one.',
      'tenants.entra-id.users[0].groups names a group that isn’t there: correct it, or add one.',
      'tenants.entra-id.users[0].assignedTo names a registration that isn’t there: correct it, or add one.',
    ],
  ],
  [
    { tenants: { b2c: { groups: [{ name: 'x' }], settings: { 'no-sid': true } } } },
    ['tenants.b2c.groups must be left out: this tenant type has no groups.'],
  ],
  [
    entra({ replace: true, faults: [{ app: clientIds.webApp, fault: 'slow' }] }),
    [
      'tenants.entra-id.faults[0].app names a registration that isn’t there: correct it, or add one.',
    ],
  ],
])('%j fits together or is told', async (seed, sentences) => {
  expect(await mistakesIn(() => tenant.seed(seed))).toEqual(sentences);
});

test('a file that is not there, or not JSON, is told with its path', async () => {
  expect(await mistakesIn(() => readSeed('/nowhere/seed.json'))).toEqual([
    'The seed file /nowhere/seed.json can’t be read: correct its path, or add the file.',
  ]);
  const [mistake] = await mistakesIn(() => readSeed(new URL(import.meta.url).pathname));
  expect(mistake).toMatch(/^The seed file \/.*seed\.test\.ts isn’t valid JSON \(/);
});

test('every member of a user and of a registration can be seeded, but those that only the tenant makes', () => {
  const made = ['objectId', 'passwordHash', 'createdAt', 'identity'];
  const ofUser = Object.keys(userFields.shape).filter((name) => !made.includes(name));
  expect(Object.keys(seededUser.shape)).toEqual(expect.arrayContaining(ofUser));
  expect(Object.keys(seededRegistration.shape)).toEqual(
    expect.arrayContaining(Object.keys(registrationFields.shape)),
  );
});

test('the JSON Schema names the members, for editors', async () => {
  const response = await fetch(`${tenant.adminAddress}/seed/schema`);
  expect(await response.json()).toEqual(seedJsonSchema());
  expect(JSON.stringify(seedJsonSchema())).toContain('singlePageRedirectUris');
  const file = new URL('from-python/seed.json', import.meta.url);
  expect(checkedSeed(JSON.parse(readFileSync(file, 'utf8')))).toHaveProperty('tenants');
});
