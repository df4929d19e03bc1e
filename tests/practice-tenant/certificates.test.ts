import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { keptCertificates } from '../../src/practice-tenant/certificates/kept-certificates.ts';

const folders: string[] = [];
const freshFolder = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'practice-certificates-'));
  folders.push(folder);
  return folder;
};
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))));

const day = 86_400_000;
const hosts = ['localhost', '127.0.0.1', '::1'];

test('the server certificate names every host and is signed by the authority', async () => {
  const { certificate, caCertificate } = await keptCertificates(await freshFolder(), hosts);
  const leaf = new X509Certificate(certificate);
  expect(leaf.checkHost('localhost')).toBe('localhost');
  expect(leaf.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(leaf.checkIP('::1')).toBe('::1');
  expect(leaf.verify(new X509Certificate(caCertificate).publicKey)).toBe(true);
  expect(leaf.ca).toBe(false);
});

test('certificates are kept', async () => {
  const folder = await freshFolder();
  expect(await keptCertificates(folder, hosts)).toEqual(await keptCertificates(folder, hosts));
});

test('the server certificate is renewed a month before it ends, the authority stays', async () => {
  const folder = await freshFolder();
  const before = await keptCertificates(folder, hosts);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 370 * day });
  const after = await keptCertificates(folder, hosts);
  expect(after.certificate).not.toBe(before.certificate);
  expect(after.caCertificate).toBe(before.caCertificate);
});

test('the authority is renewed before it ends, and the server certificate with it', async () => {
  const folder = await freshFolder();
  const before = await keptCertificates(folder, hosts);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 800 * day });
  const after = await keptCertificates(folder, hosts);
  expect(after.caCertificate).not.toBe(before.caCertificate);
  const authority = new X509Certificate(after.caCertificate);
  expect(new X509Certificate(after.certificate).verify(authority.publicKey)).toBe(true);
});

test('another public host makes a new server certificate', async () => {
  const folder = await freshFolder();
  await keptCertificates(folder, hosts);
  const { certificate } = await keptCertificates(folder, [...hosts, 'practice.test']);
  expect(new X509Certificate(certificate).checkHost('practice.test')).toBe('practice.test');
});

test('a damaged key makes new certificates instead of a crash', async () => {
  const folder = await freshFolder();
  await keptCertificates(folder, hosts);
  await writeFile(join(folder, 'ca.key'), 'not a key');
  expect((await keptCertificates(folder, hosts)).caCertificate).toContain('BEGIN CERTIFICATE');
});
