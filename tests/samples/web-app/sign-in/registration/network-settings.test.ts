import { expect, test } from 'vitest';
import { networkSettingsFrom } from '../../../../../samples/web-app/sign-in/registration/network-settings.ts';
import { pathOf, textOf } from './certificates/files.ts';

const proxy = 'http://proxy.example:8080';

test('nothing is set', () => {
  const nothing = { proxies: undefined, certificates: [], usesSystemCertificates: false };
  expect(networkSettingsFrom({})).toEqual(nothing);
  expect(networkSettingsFrom({ HTTPS_PROXY: ' ', NO_PROXY: '*' })).toEqual(nothing);
});

test('names in lower case win, as in Node.js', () => {
  const both = { HTTPS_PROXY: 'http://other.example', https_proxy: proxy, HTTP_PROXY: proxy };
  expect(networkSettingsFrom(both).proxies).toMatchObject({
    https_proxy: proxy,
    http_proxy: proxy,
  });
  expect(networkSettingsFrom({ http_proxy: proxy }).proxies).not.toHaveProperty('https_proxy');
});

test('this machine and the address of its identity in Azure are always reached directly', () => {
  const direct = (more: object) => networkSettingsFrom({ HTTPS_PROXY: proxy, ...more }).proxies;
  expect(direct({})?.no_proxy).toBe('localhost,127.0.0.1,[::1]');
  expect(
    direct({
      NO_PROXY: 'a.example, b.example',
      IDENTITY_ENDPOINT: 'http://169.254.129.4:8081/msi/token',
    })?.no_proxy,
  ).toBe('a.example, b.example,localhost,127.0.0.1,[::1],169.254.129.4');
});

test('every certificate of the file is one to trust', () => {
  const { certificates } = networkSettingsFrom({ NODE_EXTRA_CA_CERTS: pathOf('company-ca.pem') });
  expect(certificates).toEqual([textOf('company-ca.pem').trim()]);
});

test('the certificates of the operating system are trusted only with 1', () => {
  const system = (NODE_USE_SYSTEM_CA: string) =>
    networkSettingsFrom({ NODE_USE_SYSTEM_CA }).usesSystemCertificates;
  expect([system('1'), system('0')]).toEqual([true, false]);
});
