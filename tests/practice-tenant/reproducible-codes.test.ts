import { readdirSync, readFileSync } from 'node:fs';
import { importPKCS8, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { errorCatalogue } from '../../src/practice-tenant/errors/catalogue.ts';
import { appCertificate } from './app-certificate.ts';
import { attempt, authorityFor, errorNumber, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());
afterEach(() => {
  vi.useRealTimers();
});

const records = new URL('../../src/content/errors/', import.meta.url);
/** Answered only when the store is changed by hand, so no reader is told how to see it. */
const behindTheScenes = ['AADSTS50034'];

test('the practice tenant answers with the codes that the site calls reproducible, and no others', () => {
  const reproducible = readdirSync(records)
    .filter((name) => /^AAD(STS|B2C)\d+\.yaml$/.test(name))
    .filter((name) => /^reproducible: true$/m.test(readFileSync(new URL(name, records), 'utf8')))
    .map((name) => name.replace('.yaml', ''));
  expect([...reproducible, ...behindTheScenes].sort()).toEqual(Object.keys(errorCatalogue).sort());
});

const post = async (path: string, fields: Record<string, string>) => {
  const address = `${authorityFor(tenant, 'entra-id')}/oauth2/v2.0${path}`;
  return (await fetch(address, { method: 'POST', body: new URLSearchParams(fields) })).json();
};
const minutesLater = (minutes: number) =>
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });

describe('a client assertion', () => {
  const answerTo = async (changes: { audience?: string; expires?: number }) => {
    const { certificate, privateKey, thumbprintSha256 } = await appCertificate();
    const directory = tenant.directory('entra-id');
    const app = await directory.registration(clientIds.webApp);
    if (app === undefined) throw new Error('The web app is not registered.');
    await directory.saveRegistration({ ...app, certificates: [certificate] });
    const thumbprint = Buffer.from(thumbprintSha256, 'hex').toString('base64url');
    const assertion = await new SignJWT({ jti: 'x' })
      .setProtectedHeader({ alg: 'PS256', 'x5t#S256': thumbprint })
      .setIssuer(app.clientId)
      .setSubject(app.clientId)
      .setAudience(changes.audience ?? `${authorityFor(tenant, 'entra-id')}/oauth2/v2.0/token`)
      .setExpirationTime(changes.expires ?? Math.floor(Date.now() / 1000) + 300)
      .sign(await importPKCS8(privateKey, 'PS256'));
    return post('/token', {
      client_id: app.clientId,
      client_assertion: assertion,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      scope: `api://${clientIds.tasksApi}/.default`,
      grant_type: 'client_credentials',
    });
  };

  test('with everything right is taken', async () => {
    expect(await answerTo({})).toHaveProperty('access_token');
  });

  test('for another audience is AADSTS700023', async () => {
    const answer = await answerTo({ audience: 'https://login.example/token' });
    expect(answer).toMatchObject({ error_codes: [700023] });
  });

  test('that has expired is AADSTS700024', async () => {
    const answer = await answerTo({ expires: Math.floor(Date.now() / 1000) - 3600 });
    expect(answer).toMatchObject({ error_codes: [700024] });
  });
});

test('an expired access token is no assertion on behalf of anybody: AADSTS500133', async () => {
  const scopes = [`api://${clientIds.tasksApi}/Tasks.Read`];
  const client = msalApp(tenant, 'entra-id');
  const { redeem } = await attempt(client, { scopes, press: ['Mira Lindqvist', 'Accept'] });
  const { accessToken } = await redeem();
  const api = msalApp(tenant, 'entra-id', {
    clientId: clientIds.tasksApi,
    credential: { clientSecret: 'practice~tasks-api~not-a-real-secret' },
  });
  minutesLater(180);
  const onward = api.acquireTokenOnBehalfOf({ oboAssertion: accessToken, scopes: ['User.Read'] });
  expect(await errorNumber(onward)).toBe('AADSTS500133');
});

test('a device code that was left lying is AADSTS70020', async () => {
  const begun = await post('/devicecode', { client_id: clientIds.webApp, scope: 'User.Read' });
  const { device_code } = begun as { device_code: string };
  minutesLater(20);
  const fields = { grant_type: 'device_code', client_id: clientIds.webApp, device_code };
  expect(await post('/token', fields)).toMatchObject({ error_codes: [70020] });
});
