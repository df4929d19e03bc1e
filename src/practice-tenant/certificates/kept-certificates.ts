import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newAuthority } from './authority.ts';
import { type CertificateAndKey, keyToPem, lastsAMonth, readPair } from './key-pair.ts';
import { newServerCertificate, serves } from './server-certificate.ts';

export interface TlsMaterial {
  /** PEM of the authority's certificate: public, for clients to trust. */
  caCertificate: string;
  certificate: string;
  privateKey: string;
}

/**
 * The authority and server certificate of this data folder: made on the first start, kept, and renewed
 * a month before they end. Private keys are readable by their owner only and never leave the folder.
 */
export async function keptCertificates(
  folder: string,
  hosts: readonly string[],
): Promise<TlsMaterial> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const kept = await read(folder, 'ca');
  const authority =
    kept !== undefined && lastsAMonth(kept.certificate)
      ? kept
      : await write(folder, 'ca', await newAuthority());
  const old = await read(folder, 'server');
  const usable =
    old !== undefined && lastsAMonth(old.certificate) && (await serves(old, authority, hosts));
  const server = usable
    ? old
    : await write(folder, 'server', await newServerCertificate(authority, hosts));
  return {
    caCertificate: pemOf(authority),
    certificate: pemOf(server),
    privateKey: await keyToPem(server.keys.privateKey),
  };
}

async function read(folder: string, name: string): Promise<CertificateAndKey | undefined> {
  try {
    const key = join(folder, `${name}.key`);
    const pair = await readPair(
      await readFile(join(folder, `${name}.pem`), 'utf8'),
      await readFile(key, 'utf8'),
    );
    // Someone may have copied the folder with wider permissions.
    await chmod(key, 0o600);
    return pair;
  } catch {
    return undefined;
  }
}

async function write(
  folder: string,
  name: string,
  pair: CertificateAndKey,
): Promise<CertificateAndKey> {
  const key = await keyToPem(pair.keys.privateKey);
  await writeFile(join(folder, `${name}.key`), key, { mode: 0o600 });
  await chmod(join(folder, `${name}.key`), 0o600);
  await writeFile(join(folder, `${name}.pem`), pemOf(pair));
  return pair;
}

/** With a newline at its end, as every tool writes it, so that several can be put together in a file. */
const pemOf = ({ certificate }: CertificateAndKey): string =>
  `${certificate.toString('pem').trimEnd()}\n`;
