import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { exportJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser, type Page } from '../http-browser.ts';
import { appCertificate } from './app-certificate.ts';
import { type AppOptions, attempt, errorNumber, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const browser = new HttpBrowser();
const pageOfWebApp = () =>
  browser.open(`${tenant.frontOrigin}/desk/entra-id/registrations/${clientIds.webApp}`);
const redeemWith = async (credential: NonNullable<AppOptions['credential']>) =>
  (await attempt(msalApp(tenant, 'entra-id', { credential }))).redeem();
const upload = async (pem: string): Promise<Page> =>
  browser.press(await pageOfWebApp(), 'Upload certificate', { 'Certificate, in PEM format': pem });

describe('a certificate uploaded at the desk', () => {
  test('signs users in, is named by its thumbprint, and no longer works once deleted', async () => {
    const { certificate, ...clientCertificate } = await appCertificate();
    const page = await upload(certificate);
    const shown = clientCertificate.thumbprintSha256.toUpperCase();
    expect(page.text).toContain(shown);
    // The portal shows the SHA-1 thumbprint.
    const { fingerprint } = new X509Certificate(certificate);
    expect(page.text).toContain(fingerprint.replaceAll(':', ''));
    expect((await redeemWith({ clientCertificate })).account?.name).toBe('Alex Rivera');

    const again = await upload(certificate);
    expect(again.status).toBe(400);
    expect(again.text).toContain('registered already');

    const without = await browser.press(
      await pageOfWebApp(),
      `Delete the certificate ${shown.slice(0, 8)}`,
    );
    expect(without.text).not.toContain(shown);
    expect(await errorNumber(redeemWith({ clientCertificate }))).toBe('AADSTS700027');
  });

  test('is kept without its private key, and a private key alone is refused', async () => {
    const { certificate, privateKey } = await appCertificate();
    for (const pem of [privateKey, `${certificate}\n${privateKey}`]) {
      const page = await upload(pem);
      expect(page.status).toBe(400);
      expect(page.text).toContain('That’s a private key.');
      expect(page.text).not.toContain('BEGIN PRIVATE KEY');
    }
    const app = await tenant.directory('entra-id').registration(clientIds.webApp);
    expect(JSON.stringify(app)).not.toContain('PRIVATE KEY');
  });

  test.each(['', 'nothing', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])(
    'is no other text, such as %j',
    async (pem) => {
      const page = await upload(pem);
      expect(page.status).toBe(400);
      expect(page.text).toContain('not a certificate in PEM format');
    },
  );
});

describe('a federated credential added at the desk', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = () => exportJWK(createPublicKey(privateKey));
  const trusted = {
    issuer: 'https://cluster.example',
    subject: 'system:serviceaccount:default:my-web-app',
    audience: 'api://AzureADTokenExchange',
  };
  const add = async (fields: Record<string, string>): Promise<Page> =>
    browser.press(await pageOfWebApp(), 'Add credential', {
      Issuer: trusted.issuer,
      'Subject identifier': trusted.subject,
      'Public keys of the issuer (JWKS), which the real service fetches': JSON.stringify({
        keys: [{ ...(await key()), alg: 'RS256' }],
      }),
      ...fields,
    });
  const clientAssertion = () =>
    new SignJWT()
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(trusted.issuer)
      .setSubject(trusted.subject)
      .setAudience(trusted.audience)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);

  test('signs people in with the platform’s token, until it is deleted', async () => {
    expect((await add({})).text).toContain(trusted.subject);
    const result = await redeemWith({ clientAssertion });
    expect(result.account?.name).toBe('Alex Rivera');
    const label = `Delete the federated credential of ${trusted.issuer}`;
    expect((await browser.press(await pageOfWebApp(), label)).text).not.toContain(trusted.subject);
    const refused = redeemWith({ clientAssertion });
    expect(await errorNumber(refused)).toMatch(/^AADSTS7\d+/);
  });

  test('needs an https issuer, a subject and public keys', async () => {
    const secret = { kty: 'oct', k: 'c2VjcmV0' };
    const field = 'Public keys of the issuer (JWKS), which the real service fetches';
    const wrong: [Record<string, string>, string][] = [
      [{ Issuer: 'http://cluster.example' }, 'https address'],
      [{ Issuer: '' }, 'https address'],
      [{ 'Subject identifier': ' ' }, 'subject identifier'],
      [{ [field]: 'keys' }, 'JSON Web Key Set'],
      [{ [field]: '{"keys":[]}' }, 'JSON Web Key Set'],
      [{ [field]: JSON.stringify({ keys: [secret] }) }, 'JSON Web Key Set'],
    ];
    for (const [fields, sentence] of wrong) {
      const page = await add(fields);
      expect(page.status, sentence).toBe(400);
      expect(page.text).toContain(sentence);
      expect(page.text).toMatch(/<details open>\n<summary><h3>Federated credentials</);
      const [, action] = /action="#([\w-]+)">\n<label for="issuer"/.exec(page.text) ?? [];
      expect(page.text).toContain(`<div id="${action}">\n<p class="problem"`);
    }
    const kept = (await add({ Issuer: 'http://cluster.example' })).forms.flatMap(
      ({ fields }) => fields,
    );
    const values = new Map(kept.map(({ name, value }) => [name, value]));
    expect([values.get('issuer'), values.get('subject')]).toEqual([
      'http://cluster.example',
      trusted.subject,
    ]);
    expect(values.get('keys')).toBe('');
    const app = await tenant.directory('entra-id').registration(clientIds.webApp);
    expect(app?.federatedCredentials).toEqual([]);
  });
});
