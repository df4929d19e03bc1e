import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  ConfigurationError,
  type Environment,
} from '../../../../../samples/web-app/sign-in/registration/environment.ts';
import { networkSettingsFrom } from '../../../../../samples/web-app/sign-in/registration/network-settings.ts';
import { pathOf, textOf } from './certificates/files.ts';

const proxy = 'http://proxy.example:8080';
const ca = textOf('company-ca.pem');

const folder = mkdtempSync(join(tmpdir(), 'network-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

function mistakesIn(environment: Environment): readonly string[] {
  try {
    networkSettingsFrom(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.mistakes;
    throw error;
  }
}

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
  const direct = { http_proxy: proxy, NO_PROXY: 'other.example', no_proxy: 'direct.example' };
  expect(networkSettingsFrom(direct).proxies?.no_proxy).toMatch(/^direct\.example,localhost,/);
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
  const NODE_EXTRA_CA_CERTS = written('two.pem', [ca, 'notes', textOf('app.pem')].join('\n'));
  expect(networkSettingsFrom({ NODE_EXTRA_CA_CERTS }).certificates).toHaveLength(2);
});

test('the certificates of the operating system are trusted only with 1', () => {
  const system = (NODE_USE_SYSTEM_CA: string) =>
    networkSettingsFrom({ NODE_USE_SYSTEM_CA }).usesSystemCertificates;
  expect([system('1'), system('0')]).toEqual([true, false]);
});

test.each([
  'http://proxy.example:8080/',
  'https://proxy.example',
  'http://user:pass%2Fword@proxy.example:8080',
  'HTTP://10.0.0.1:3128',
])('%s is the address of a proxy', (address) => {
  expect(networkSettingsFrom({ HTTPS_PROXY: address }).proxies?.https_proxy).toBe(address);
});

describe('a mistake is one sentence that begins with the variable', () => {
  test.each([
    'proxy.example:8080',
    'proxy',
    'socks5://proxy.example',
    'ahttp://proxy.example/',
    'http://',
    'http://proxy.example/path',
    'http://user:S3cret%@proxy.example',
    'http://us%er:S3cret@proxy.example',
  ])('%s is no proxy, and isn’t repeated, because it can hold a password', (address) => {
    const rule =
      'must look like http://proxy.example.com:8080 or http://user:password@proxy.example.com:8080, with every special character in the password percent-encoded.';
    expect(mistakesIn({ HTTPS_PROXY: address })).toEqual([`HTTPS_PROXY ${rule}`]);
    expect(mistakesIn({ http_proxy: address })).toEqual([`http_proxy ${rule}`]);
  });

  test.each<[name: string, environment: () => Environment, mistake: RegExp]>([
    [
      'the file of the company’s certificate authority is missing',
      () => ({ NODE_EXTRA_CA_CERTS: '/no/ca.pem' }),
      /^NODE_EXTRA_CA_CERTS names a file that doesn't exist: \/no\/ca\.pem/,
    ],
    [
      'it is in another format',
      () => ({ NODE_EXTRA_CA_CERTS: pathOf('modern.pfx') }),
      /NODE_EXTRA_CA_CERTS has no certificate in PEM format, .* with openssl x509\.$/,
    ],
    [
      'PowerShell wrote it',
      () => ({ NODE_EXTRA_CA_CERTS: written('utf16', Buffer.from(`\uFEFF${ca}`, 'utf16le')) }),
      /NODE_EXTRA_CA_CERTS is saved as UTF-16: save it as UTF-8\.$/,
    ],
    [
      'one of its certificates is damaged',
      () => ({ NODE_EXTRA_CA_CERTS: written('x', ca + ca.replace(/\n\w{8}/, '\nAAAAAAAA')) }),
      /^A certificate in NODE_EXTRA_CA_CERTS is damaged\.$/,
    ],
    [
      'certificates aren’t verified at all',
      () => ({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }),
      /^NODE_TLS_REJECT_UNAUTHORIZED=0 lets .*: remove it, and set NODE_EXTRA_CA_CERTS to/,
    ],
  ])('%s', (_, environment, mistake) => {
    expect(mistakesIn(environment())).toEqual([expect.stringMatching(mistake)]);
  });

  test('all are reported at once', () => {
    const wrong = {
      HTTP_PROXY: 'x',
      NODE_EXTRA_CA_CERTS: '/no',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    };
    expect(mistakesIn(wrong)).toHaveLength(3);
    expect(mistakesIn({ NODE_TLS_REJECT_UNAUTHORIZED: '1' })).toEqual([]);
  });
});
