import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, exportJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Registration } from '../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { appCertificate } from './app-certificate.ts';
import { type AppOptions, attempt, errorNumber, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

async function register(changes: Partial<Registration>): Promise<void> {
  const directory = tenant.directory('entra-id');
  const app = await directory.registration(clientIds.webApp);
  if (app === undefined) throw new Error('The web app is not registered.');
  await directory.saveRegistration({ ...app, ...changes });
}

const redeemWith = async (credential: NonNullable<AppOptions['credential']>) => {
  const app = msalApp(tenant, 'entra-id', { credential });
  const result = await (await attempt(app)).redeem();
  return { app, account: result.account, scopes: ['User.Read'] };
};

test.each([
  ['practice~web-app~wrong', 'AADSTS7000215'],
  ['practice~web-app~expired-secret', 'AADSTS7000222'],
])('the secret %s is refused with %s', async (clientSecret, code) => {
  expect(await errorNumber(redeemWith({ clientSecret }))).toBe(code);
});

describe('a certificate', () => {
  test('works by its SHA-256 thumbprint, with and without x5c, also for a second request', async () => {
    const { certificate, ...key } = await appCertificate();
    await register({ certificates: [certificate] });
    for (const x5c of [{}, { x5c: certificate }]) {
      const { app, account, scopes } = await redeemWith({ clientCertificate: { ...key, ...x5c } });
      if (account === null) throw new Error('MSAL made no account.');
      // MSAL sends the same assertion again.
      const renewed = await app.acquireTokenSilent({ account, scopes, forceRefresh: true });
      expect(decodeJwt(renewed.accessToken)).toMatchObject({ appidacr: '2' });
    }
  });

  test('that is not registered is refused with AADSTS700027', async () => {
    const { certificate: _, ...clientCertificate } = await appCertificate();
    expect(await errorNumber(redeemWith({ clientCertificate }))).toBe('AADSTS700027');
  });

  test('whose thumbprint is claimed by another key is refused with AADSTS700027', async () => {
    const registered = await appCertificate();
    const { privateKey } = await appCertificate();
    await register({ certificates: [registered.certificate] });
    const clientCertificate = { thumbprintSha256: registered.thumbprintSha256, privateKey };
    expect(await errorNumber(redeemWith({ clientCertificate }))).toBe('AADSTS700027');
  });
});

describe('a federated credential', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const trusted = {
    issuer: 'https://token.actions.example',
    subject: 'repo:me/app:ref:refs/heads/main',
    audience: 'api://AzureADTokenExchange',
  };
  beforeAll(async () => {
    const keys = { keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256' }] };
    await register({ federatedCredentials: [{ ...trusted, keys }] });
  });
  const assertion = (changes: Partial<typeof trusted>, key = privateKey) => {
    const { issuer, subject, audience } = { ...trusted, ...changes };
    return new SignJWT()
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(issuer)
      .setSubject(subject)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(key);
  };

  test('works without any secret', async () => {
    const { account } = await redeemWith({ clientAssertion: () => assertion({}) });
    expect(account?.name).toBe('Alex Rivera');
  });

  test.each([
    ['another subject', { subject: 'repo:evil/app:ref:refs/heads/main' }, 'AADSTS700213'],
    ['a subject in other case', { subject: trusted.subject.toUpperCase() }, 'AADSTS700213'],
    ['another issuer', { issuer: 'https://evil.example' }, 'AADSTS700211'],
    ['another audience', { audience: 'api://else' }, 'AADSTS700212'],
  ])('with %s is refused', async (_, changes, code) => {
    const credential = { clientAssertion: () => assertion(changes) };
    expect(await errorNumber(redeemWith(credential))).toBe(code);
  });

  test('signed by another key is refused', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const credential = { clientAssertion: () => assertion({}, other) };
    expect(await errorNumber(redeemWith(credential))).toBe('AADSTS700027');
  });
});
