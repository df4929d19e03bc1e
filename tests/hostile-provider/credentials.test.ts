import 'reflect-metadata';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cryptoProvider, PemConverter, X509CertificateGenerator } from '@peculiar/x509';
import { SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { byCertificate, byPlatform } from './client-proof.ts';
import { HostileProvider } from './provider.ts';
import type { RunningTarget } from './target.ts';
import { targets } from './targets.ts';
import { Visitor } from './visitor.ts';

const folder = mkdtempSync(join(tmpdir(), 'credentials-'));
afterAll(() => rmSync(folder, { recursive: true }));
const rsa = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

/** A certificate and its key as two files, as an operator has them. */
async function certificateFiles(name: string) {
  cryptoProvider.set(crypto);
  const keys = await crypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: rsa,
  });
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  const paths = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key.pem`) };
  writeFileSync(paths.certificate, certificate.toString('pem'));
  writeFileSync(paths.key, PemConverter.encode(key, 'PRIVATE KEY'));
  return paths;
}

describe.each(targets)('credentials of the $name', (target) => {
  let provider: HostileProvider;
  let app: RunningTarget | undefined;

  beforeEach(async () => {
    provider = await HostileProvider.start();
  });
  afterEach(async () => {
    await app?.stop();
    await provider.close();
  });
  const start = async (credential: Record<string, string>): Promise<Visitor> => {
    app = await target.start(provider, { credential });
    return new Visitor(app, provider);
  };
  const proofs = () =>
    provider.askedFor('/token').map(({ body }) => body.get('client_assertion') ?? '');

  describe('a certificate', () => {
    let files: Awaited<ReturnType<typeof certificateFiles>>;
    beforeAll(async () => {
      files = await certificateFiles(target.name);
    });
    const asVariables = ({ certificate, key }: typeof files) => ({
      CLIENT_CERTIFICATE_PATH: certificate,
      CLIENT_CERTIFICATE_KEY_PATH: key,
    });
    const tokenEndpoint = () => `${provider.authority}/oauth2/v2.0/token`;

    test('signs a new assertion for each request to the token endpoint, and its key stays here', async () => {
      provider.clientProof = byCertificate(
        readFileSync(files.certificate, 'utf8'),
        tokenEndpoint(),
      );
      const visitor = await start(asVariables(files));
      expect((await visitor.signIn()).status).toBe(200);
      expect((await visitor.callApi()).text).toContain('hello');
      expect(await visitor.isSignedIn()).toBe(true);
      expect(new Set(proofs()).size).toBe(2);
      const sent = provider.asked.map(({ path, body }) => `${path} ${body}`).join();
      const secretLine = readFileSync(files.key, 'utf8').split('\n')[3] ?? '';
      expect(secretLine.length).toBeGreaterThan(40);
      expect(sent + app?.output()).not.toContain(secretLine);
    });

    test('another certificate than the registered one is refused, with one clear page', async () => {
      const other = await certificateFiles(`other of ${target.name}`);
      provider.clientProof = byCertificate(
        readFileSync(other.certificate, 'utf8'),
        tokenEndpoint(),
      );
      const visitor = await start(asVariables(files));
      const page = await visitor.signIn();
      await visitor.expectRefused(page);
      expect(page.status).toBe(502);
    });
  });

  test('a federated credential: the platform’s token is sent, and read again once it was renewed', async () => {
    const { privateKey, publicKey } = await crypto.subtle.generateKey(rsa, true, [
      'sign',
      'verify',
    ]);
    const platform = { issuer: 'https://platform.example', subject: 'service:web-app' };
    provider.clientProof = byPlatform(publicKey, platform);
    const tokenFile = join(folder, `${target.name}.token`);
    const renewed = async (subject: string): Promise<string> => {
      const token = await new SignJWT({})
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuer(platform.issuer)
        .setSubject(subject)
        .setAudience('api://AzureADTokenExchange')
        .setIssuedAt()
        .setExpirationTime('1h')
        .setJti(crypto.randomUUID())
        .sign(privateKey);
      writeFileSync(tokenFile, `${token}\n`);
      return token;
    };
    const first = await renewed(platform.subject);
    const visitor = await start({ FEDERATED_TOKEN_FILE: tokenFile });
    expect((await visitor.signIn()).status).toBe(200);
    const second = await renewed(platform.subject);
    expect((await visitor.callApi()).text).toContain('hello');
    expect(proofs()).toEqual([first, second]);
    expect(app?.output()).not.toContain(first);

    await renewed('service:another');
    const stranger = new Visitor(app as RunningTarget, provider);
    provider.reset();
    await stranger.expectRefused(await stranger.signIn());
  });
});
