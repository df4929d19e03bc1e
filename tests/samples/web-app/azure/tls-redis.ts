import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  cryptoProvider,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { findRedis } from '../../../../scripts/test-tools.ts';
import { freePort } from '../../../e2e/free-ports.ts';
import { startProcess } from '../../../e2e/running-process.ts';

/** A real Redis server as Azure Managed Redis is reached: over TLS only, with an access key. */
export interface TlsRedis {
  port: number;
  /** The file with its certificate, in PEM. */
  certificate: string;
  stop(): Promise<void>;
}

/** @throws an Error when no redis-server is on this machine (npm test installs one) */
export async function startTlsRedis(accessKey: string): Promise<TlsRedis> {
  const program = findRedis();
  if (program === undefined) throw new Error('There is no redis-server on this machine.');
  cryptoProvider.set(crypto);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const own = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=localhost',
    keys,
    signingAlgorithm: algorithm,
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])],
  });
  const folder = mkdtempSync(join(tmpdir(), 'sign-in-lab-tls-redis-'));
  const certificate = join(folder, 'certificate.pem');
  const key = join(folder, 'key.pem');
  writeFileSync(certificate, own.toString('pem'));
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  writeFileSync(key, PemConverter.encode(pkcs8, 'PRIVATE KEY'), { mode: 0o600 });
  const port = await freePort();
  const options = {
    port: 0,
    'tls-port': port,
    'tls-cert-file': certificate,
    'tls-key-file': key,
    'tls-ca-cert-file': certificate,
    'tls-auth-clients': 'no',
    bind: '127.0.0.1',
    requirepass: accessKey,
    save: '',
    dir: folder,
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const running = await startProcess(program, args, {
    cwd: folder,
    env: {},
    readyWhen: /Ready to accept connections/,
  });
  return {
    port,
    certificate,
    async stop() {
      running.child.kill('SIGKILL');
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
