import { decodeJwt, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { optionalClaimsOf } from '../../src/practice-tenant/directory/optional-claims.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { authorizeAddress, returned } from './authorize-endpoint.ts';
import { documented, type TokenKind, tokenKinds } from './claims/documented-claims.ts';
import { appBrowser } from './msal-app.ts';
import { accessOf, ask, idOf, register, signIn, tasks } from './plain-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
/** Tokens with as many claims as there can be, and of every kind of user. */
let issued: { kind: TokenKind; claims: JWTPayload }[];

const entraTypes = tenantTypes.filter((type) => type !== 'b2c');
type EntraType = (typeof entraTypes)[number];

/** Asks for everything that a registration can ask for. */
async function askForEverything(type: EntraType, accessTokenVersion: 1 | 2, kinds: string[]) {
  const asked = {
    groupsClaim: kinds,
    implicitGrant: { idTokens: true, accessTokens: true },
    optionalClaims: {
      idToken: optionalClaimsOf('idToken'),
      accessToken: optionalClaimsOf('accessToken'),
    },
  };
  await register(tenant, type, clientIds.webApp, asked);
  await register(tenant, type, clientIds.tasksApi, { ...asked, accessTokenVersion });
}

async function tokensOf(type: EntraType, version: 1 | 2): Promise<typeof issued> {
  const scope = `openid profile email ${tasks}`;
  const accessToken: TokenKind = `access token v${version}.0`;
  const claims = JSON.stringify({
    access_token: { xms_cc: { values: ['cp1'] }, acrs: { essential: true, value: 'c1' } },
  });
  const tokens: typeof issued = [];
  for (const user of ['Alex Rivera', 'Sam Okafor', 'Noor Haddad']) {
    if (user === 'Noor Haddad' && type !== 'entra-id') continue;
    const answer = await signIn(tenant, type, {
      scope,
      user,
      query: { max_age: '3600' },
      fields: { claims: JSON.stringify({ access_token: { xms_cc: { values: ['cp1'] } } }) },
    });
    tokens.push({ kind: 'ID token', claims: idOf(answer) });
    tokens.push({ kind: accessToken, claims: accessOf(answer) });
  }
  const browser = appBrowser();
  const query = {
    scope,
    response_type: 'code id_token token',
    response_mode: 'fragment',
    nonce: 'n',
    claims,
  };
  const picker = await browser.open(authorizeAddress(tenant, type, query));
  const stepUp = await browser.press(picker, 'Alex Rivera');
  const { answer } = returned(await browser.press(stepUp, 'Approve'));
  tokens.push({ kind: 'ID token', claims: decodeJwt(answer['id_token'] ?? '') });
  tokens.push({ kind: accessToken, claims: decodeJwt(answer['access_token'] ?? '') });
  const appOnly = await ask(tenant, type, {
    grant_type: 'client_credentials',
    scope: `api://${clientIds.tasksApi}/.default`,
  });
  tokens.push({ kind: `app’s token v${version}.0`, claims: accessOf(appOnly.answer) });
  return tokens;
}

beforeAll(async () => {
  tenant = await runningTenant();
  issued = [];
  for (const type of entraTypes) {
    const directory = tenant.directory(type);
    const app = await directory.registration(clientIds.webApp);
    const adminConsent = [...(app?.adminConsent ?? []), tasks];
    await register(tenant, type, clientIds.webApp, { adminConsent });
    const groups = Array.from(
      { length: 6 },
      (_, index) => `0a0a0a0a-bbbb-4bbb-8bbb-00000000000${index}`,
    );
    for (const id of groups) await directory.saveGroup({ id, name: id });
    const sam = (await directory.users())[1];
    if (sam !== undefined) await directory.saveUser({ ...sam, groups: groups.slice(0, 5) });
    const alex = (await directory.users())[0];
    if (alex !== undefined) await directory.saveUser({ ...alex, groups });
    for (const version of [1, 2] as const) {
      await askForEverything(type, version, ['All']);
      issued.push(...(await tokensOf(type, version)));
    }
    await tenant.faults(type).set(clientIds.webApp, 'groups-overage', true);
    await tenant.faults(type).set(clientIds.tasksApi, 'groups-overage', true);
    for (const version of [1, 2] as const) {
      await askForEverything(type, version, ['SecurityGroup']);
      issued.push(...(await tokensOf(type, version)));
    }
  }
});
afterAll(() => tenant.remove());

const present = Object.entries(documented).filter(([, { absent }]) => absent === undefined);
const absent = Object.entries(documented).filter(([, { absent }]) => absent !== undefined);

describe.each(tokenKinds)('%s', (kind) => {
  test('has only claims of Microsoft’s references, each of the type that is documented', () => {
    const ofKind = issued.filter((each) => each.kind === kind);
    expect(ofKind.length).toBeGreaterThan(0);
    for (const { claims } of ofKind) {
      for (const [name, value] of Object.entries(claims)) {
        const entry = documented[name];
        expect.soft([name, entry?.in.includes(kind)]).toEqual([name, true]);
        expect.soft([name, entry?.type.safeParse(value).success]).toEqual([name, true]);
      }
    }
  });

  const ofKind = present.filter(([, each]) => each.in.includes(kind)).map(([name]) => name);
  test.each(ofKind)('has %s where it applies', (name) => {
    expect(issued.some((each) => each.kind === kind && name in each.claims)).toBe(true);
  });
});

test.each(absent)('%s is never in a token', (name, { absent: reason }) => {
  expect(reason).toMatch(/\w/);
  expect(issued.filter(({ claims }) => name in claims)).toEqual([]);
});

test('a claim that a registration can ask for at the desk is a documented one', () => {
  const offered = [...optionalClaimsOf('idToken'), ...optionalClaimsOf('accessToken')];
  expect(offered.filter((name) => documented[name] === undefined)).toEqual([]);
});
