import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, SignJWT } from 'jose';
import type { Registration, TenantKey } from '../../../../src/practice-tenant/directory/model.ts';
import { clientIds } from '../../../../src/practice-tenant/directory/seeded-registrations.ts';
import { appCertificate } from '../../../practice-tenant/app-certificate.ts';
import type { RunningTenant } from '../../../practice-tenant/running-tenant.ts';

/** Changes the registration of the practice web app. */
export async function register(
  tenant: RunningTenant,
  type: TenantKey,
  changes: Partial<Registration>,
): Promise<void> {
  const directory = tenant.directory(type);
  const app = await directory.registration(clientIds.webApp);
  if (app === undefined) throw new Error('The web app is not registered.');
  await directory.saveRegistration({ ...app, ...changes });
}

/** A folder for files with keys and tokens. */
export function keyFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-keys-'));
  return {
    file(name: string, text: string): string {
      const path = join(folder, name);
      writeFileSync(path, text, { mode: 0o600 });
      return path;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

export type KeyFolder = ReturnType<typeof keyFolder>;

/**
 * The variables of an app with its own certificate, in place of a secret.
 * @param days until it expires
 */
export async function withCertificate(keys: KeyFolder, days = 90) {
  const { certificate, privateKey } = await appCertificate(-1, days);
  const variables = {
    CLIENT_SECRET: undefined,
    CLIENT_CERTIFICATE_PATH: keys.file('app.pem', certificate),
    CLIENT_CERTIFICATE_KEY_PATH: keys.file('app.key', privateKey),
  };
  return { variables, certificate };
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const trusted = {
  issuer: 'https://token.actions.example',
  subject: 'repo:me/app:ref:refs/heads/main',
  audience: 'api://AzureADTokenExchange',
};

/** What a platform's tokens are registered with. */
export const federatedCredential = async () => ({
  ...trusted,
  keys: { keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256' }] },
});

/** The variables of an app whose platform writes such a token, or one that differs. */
export async function withFederatedToken(
  keys: KeyFolder,
  changes: Partial<typeof trusted> = {},
  expires = '5m',
) {
  const { issuer, subject, audience } = { ...trusted, ...changes };
  const token = await new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(issuer)
    .setSubject(subject)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(privateKey);
  return {
    CLIENT_SECRET: undefined,
    FEDERATED_TOKEN_FILE: keys.file('token', token),
    token,
  };
}
