import { generateKeyPairSync } from 'node:crypto';
import { exportJWK, importPKCS8, SignJWT } from 'jose';
import { appCertificate } from '../app-certificate.ts';
import type { Answer } from './answer.ts';
import { type Reader, webApp } from './reader.ts';

// Keys take longer to make than a test takes: one pair of each for all of them.
const certified = appCertificate();
const platform = generateKeyPairSync('rsa', { modulusLength: 2048 });
const trusted = {
  issuer: 'https://cluster.example',
  subject: 'system:serviceaccount:default:my-web-app',
  audience: 'api://AzureADTokenExchange',
};

const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
const sent = (reader: Reader, client_assertion: string): Promise<Answer> =>
  reader.token({
    client_id: webApp.client_id,
    client_assertion,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    grant_type: 'client_credentials',
    scope: reader.tasksScope.replace('Tasks.Read', '.default'),
  });

export const uploadCertificate = async (reader: Reader): Promise<void> =>
  reader.atDesk('Upload certificate', { certificate: (await certified).certificate });

/** Asks for tokens with an assertion that the app's certificate signs. */
export async function withCertificate(
  reader: Reader,
  changes: { audience?: string; expires?: number } = {},
): Promise<Answer> {
  const { privateKey, thumbprintSha256 } = await certified;
  const thumbprint = Buffer.from(thumbprintSha256, 'hex').toString('base64url');
  const assertion = await new SignJWT({ jti: 'x' })
    .setProtectedHeader({ alg: 'PS256', 'x5t#S256': thumbprint })
    .setIssuer(webApp.client_id)
    .setSubject(webApp.client_id)
    .setAudience(changes.audience ?? reader.tokenEndpoint)
    .setExpirationTime(inSeconds(changes.expires ?? 300))
    .sign(await importPKCS8(privateKey, 'PS256'));
  return sent(reader, assertion);
}

/** Enters a federated credential at the desk, different from the platform's token in what is named. */
export async function trustPlatform(
  reader: Reader,
  changes: Partial<typeof trusted> = {},
): Promise<void> {
  const jwk = { ...(await exportJWK(platform.publicKey)), alg: 'RS256' };
  const keys = JSON.stringify({ keys: [jwk] });
  await reader.atDesk('Add credential', { ...trusted, ...changes, keys });
}

/** Asks for tokens with the token that the platform gave the app. */
export async function withPlatformToken(reader: Reader): Promise<Answer> {
  const token = await new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(trusted.issuer)
    .setSubject(trusted.subject)
    .setAudience(trusted.audience)
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(platform.privateKey);
  return sent(reader, token);
}
