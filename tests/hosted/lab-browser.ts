import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright';
import { findBrowser } from '../../scripts/test-tools.ts';
import type { HostedLab } from './hosted-lab.ts';
import { labHosts } from './lab-origins.ts';

/**
 * Chromium on a machine whose DNS knows the lab, and that trusts its certificate and no other.
 * @param elsewhere what starts it on another machine, whose DNS knows the lab by itself
 */
export function labBrowser(
  { proxy, certificate }: HostedLab,
  elsewhere?: string,
): Promise<Browser> {
  const executablePath = elsewhere ?? findBrowser();
  const { publicKey } = new X509Certificate(
    readFileSync(join(certificate.folder, 'fullchain.pem')),
  );
  const key = createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' }));
  const rules = labHosts.map((host) => `MAP ${host}:443 127.0.0.1:${proxy.port}`);
  return chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      ...(elsewhere === undefined ? [`--host-resolver-rules=${rules.join(',')}`] : []),
      `--ignore-certificate-errors-spki-list=${key.digest('base64')}`,
    ],
  });
}
