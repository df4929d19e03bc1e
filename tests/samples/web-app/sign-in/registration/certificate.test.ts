import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, describe, expect, test } from 'vitest';
import { certificateFrom } from '../../../../../samples/web-app/sign-in/registration/certificate.ts';
import { msalCredential } from '../../../../../samples/web-app/sign-in/registration/credential.ts';
import { appCertificate } from '../../../../practice-tenant/app-certificate.ts';
import { password, pathOf, textOf } from './certificates/files.ts';

const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
afterAll(() => rmSync(folder, { recursive: true }));
const written = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

function read(path: string | undefined, keyPath?: string, secret?: string) {
  const mistakes: string[] = [];
  return {
    credential: certificateFrom({ path, keyPath, password: secret }, mistakes),
    mistakes,
  };
}

const [app, ca, key] = [textOf('app.pem'), textOf('company-ca.pem'), textOf('app.key.pem')];
const chain = [app, ca].map((pem) => new X509Certificate(pem).toString()).join('');
const rsa = createPrivateKey(key);
const inPem = (keyText: string, certificates = app, secret?: string) =>
  read(written('app.pem', certificates), written('app.key', keyText), secret);

describe('the certificate and its key, whatever the files are like', () => {
  const found = (result: ReturnType<typeof read>) => {
    expect(result.mistakes).toEqual([]);
    expect(createPrivateKey(result.credential?.privateKey ?? '').equals(rsa)).toBe(true);
    return result.credential?.certificate;
  };

  test.each(['modern.pfx', 'windows-3des.pfx', 'windows-old.pfx'])('%s', (file) => {
    expect(found(read(pathOf(file), undefined, password))).toBe(chain);
  });

  test('a PFX file without a password, as Azure App Service has it', () => {
    expect(found(read(pathOf('no-password.pfx')))).toBe(new X509Certificate(app).toString());
  });

  test('PEM in two files, and in one', () => {
    expect(found(inPem(key, app + ca))).toBe(chain);
    expect(found(read(written('both.pem', key + app + ca)))).toBe(chain);
  });

  test('the chain in any order, with a copy, and with certificates that certify nothing here', async () => {
    const { certificate: stranger } = await appCertificate();
    expect(found(inPem(key, ca + stranger + app + ca))).toBe(chain);
  });

  test.each([
    ['encrypted PKCS #8', { type: 'pkcs8', cipher: 'aes-256-cbc' }, 'BEGIN ENCRYPTED PRIVATE KEY'],
    ['the older kind', { type: 'pkcs1', cipher: 'des-ede3-cbc' }, 'Proc-Type: 4,ENCRYPTED'],
  ] as const)('%s', (_, how, mark) => {
    const text = rsa.export({ ...how, format: 'pem', passphrase: ' a # "pass" ' }).toString();
    expect(text).toContain(mark);
    found(inPem(text, app, ' a # "pass" '));
  });

  test('Windows line endings and notes around the blocks', () => {
    const withNotes = `\uFEFFBag Attributes\n    friendlyName: app\n${app}`.replaceAll(
      '\n',
      '\r\n',
    );
    found(inPem(`\uFEFF${key.replaceAll('\n', '\r\n')}`, withNotes));
  });

  test('a certificate keeps its thumbprint, so that the tenant recognizes it', () => {
    const { credential } = read(pathOf('windows-old.pfx'), undefined, password);
    if (credential === undefined) throw new Error('It was not read.');
    const { fingerprint256 } = new X509Certificate(app);
    expect(msalCredential(credential)).toMatchObject({
      clientCertificate: {
        thumbprintSha256: fingerprint256.replaceAll(':', ''),
        x5c: chain,
        privateKey: credential.privateKey,
      },
    });
  });
});

describe('what can be wrong with it is one sentence', () => {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const pkcs8 = { type: 'pkcs8', format: 'pem' } as const;
  const encrypted = rsa.export({ ...pkcs8, cipher: 'aes-256-cbc', passphrase: 'x' }).toString();
  /** The headers that older programs wrote: Proc-Type and DEK-Info. */
  const older = forge.pki.encryptRsaPrivateKey(forge.pki.privateKeyFromPem(key), 'x', {
    algorithm: '3des',
  });
  const damaged = (pem: string) => pem.replace(/\n\w{8}/, '\nAAAAAAAA');
  const pfx = (file: string, secret?: string) => read(pathOf(file), undefined, secret);

  /** Two PFX files in one: each of its parts stays as it is. */
  function twoInOne(): string {
    const [first, second] = [ca, app].map((pem) =>
      forge.pkcs12.toPkcs12Asn1(
        forge.pki.privateKeyFromPem(key),
        forge.pki.certificateFromPem(pem),
        null,
        { useMac: false },
      ),
    );
    const safe = (file: forge.asn1.Asn1 | undefined) => {
      const octets = (file as never as { value: { value: { value: { value: string }[] }[] }[] })
        .value[1]?.value[1]?.value[0];
      if (octets === undefined) throw new Error('node-forge writes PFX files in another way.');
      return octets;
    };
    const all = [first, second].flatMap(
      (file) => forge.asn1.fromDer(safe(file).value).value as forge.asn1.Asn1[],
    );
    const { Class, Type } = forge.asn1;
    const joined = forge.asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, all);
    safe(first).value = forge.asn1.toDer(joined).getBytes();
    const bytes = forge.asn1.toDer(first as forge.asn1.Asn1).getBytes();
    return written('two.pfx', Buffer.from(bytes, 'latin1'));
  }

  const cases: [name: string, result: () => ReturnType<typeof read>, sentence: RegExp][] = [
    [
      'a missing file',
      () => read('/no/app.pfx'),
      /PATH names a file that doesn't exist: \/no\/app/,
    ],
    ['a folder', () => read(folder), /names a file that the app can't read/],
    ['a key alone', () => read(undefined, 'app.key'), /^CLIENT_CERTIFICATE_KEY_PATH needs CLIENT_/],
    [
      'a certificate alone',
      () => read(pathOf('app.pem')),
      /has no private key: set .*_KEY_PATH to/,
    ],
    ['another key', () => inPem(key, ca), /KEY_PATH doesn't belong to the certificate in/],
    ['another key in the file', () => read(written('x', key + ca)), /doesn't belong to any cert/],
    [
      'the key of an elliptic curve',
      () => inPem(ec.export(pkcs8).toString()),
      /of type ec, but MSAL/,
    ],
    ['a short key', () => inPem(short.export(pkcs8).toString()), /has 1024 bits: create .* 2048/],
    ['no PEM', () => inPem('none'), /KEY_PATH is not in PEM format, .*openssl rsa/],
    ['a certificate in DER', () => inPem(key, '0\x82'), /CERTIFICATE_PATH is not in PEM format/],
    ['a damaged certificate', () => inPem(key, damaged(app)), /^A certificate in .* is damaged/],
    [
      'a damaged certificate after the right one',
      () => inPem(key, app + damaged(ca)),
      /^A certificate in .* is damaged/,
    ],
    [
      'a missing key',
      () => read(pathOf('app.pem'), '/no/app.key'),
      /_KEY_PATH names a file that doesn't exist: \/no\/app\.key/,
    ],
    [
      'a key that an old cipher encrypts',
      () => read(pathOf('app.pem'), pathOf('old-cipher.key.pem'), password),
      /KEY_PATH is encrypted with a cipher that Node\.js no longer supports: encrypt it with AES/,
    ],
    ['a damaged key', () => inPem(damaged(key)), /^The private key in .* is damaged/],
    ['two keys', () => inPem(key + key), /KEY_PATH has 2 private keys: keep only/],
    [
      'two certificates of one key',
      () => inPem(key, app + textOf('app-again.pem')),
      /2 certificates/,
    ],
    [
      'no password',
      () => inPem(encrypted),
      /KEY_PATH is encrypted: set CLIENT_CERTIFICATE_PASSWORD/,
    ],
    [
      'a wrong password',
      () => inPem(encrypted, app, 'y'),
      /KEY_PATH doesn't open with the password .* put a password .* in single quotation marks\.$/,
    ],
    [
      'a wrong password of the older kind',
      () => inPem(older, app, 'y'),
      /doesn't open with the pass/,
    ],
    [
      'a PFX without its password',
      () => pfx('modern.pfx'),
      /PFX file .* has a password: set CLIENT/,
    ],
    [
      'a PFX with a wrong one',
      () => pfx('modern.pfx', 'y'),
      /PFX file .* doesn't open with the pass/,
    ],
    [
      'an old PFX with a wrong one',
      () => pfx('windows-old.pfx', 'y'),
      /doesn't open with the passw/,
    ],
    [
      'a PFX without a key',
      () => pfx('no-key.pfx', password),
      /has no private key: export it again/,
    ],
    [
      'a PFX with an EC key',
      () => pfx('elliptic-curve.pfx', password),
      /PATH is of type ec, but MSAL/,
    ],
    [
      'a PFX with two keys',
      () => read(twoInOne()),
      /has 2 private keys: export only the certificate/,
    ],
    [
      'a damaged PFX',
      () =>
        read(
          written('cut.pfx', readFileSync(pathOf('modern.pfx')).subarray(0, 900)),
          undefined,
          password,
        ),
      /PFX file that is damaged, or protected in a way/,
    ],
    [
      'a PFX and a key',
      () => read(pathOf('modern.pfx'), pathOf('app.key.pem'), password),
      /holds its own key: remove CLIENT_CERTIFICATE_KEY_PATH/,
    ],
    [
      'a file that PowerShell wrote',
      () => read(written('utf16', Buffer.from(`\uFEFF${app}`, 'utf16le')), pathOf('app.key.pem')),
      /CERTIFICATE_PATH is saved as UTF-16: save it as UTF-8/,
    ],
    [
      'a key that PowerShell wrote',
      () => read(pathOf('app.pem'), written('utf16', Buffer.from(`\uFEFF${key}`, 'utf16le'))),
      /KEY_PATH is saved as UTF-16: save it as UTF-8/,
    ],
  ];

  test.each(cases)('%s', (_, result, sentence) => {
    const { credential, mistakes } = result();
    expect(mistakes).toEqual([expect.stringMatching(sentence)]);
    expect(credential).toBeUndefined();
  });

  test('both files are missing: both are reported', () => {
    expect(read('/no/a.pem', '/no/a.key').mistakes).toHaveLength(2);
  });

  test('a placeholder has been reported already', () => {
    expect(read('<path>', 'a.key')).toEqual({ credential: undefined, mistakes: [] });
  });

  test('no sentence repeats the password', () => {
    const wrong = [inPem(encrypted, app, 'S3cret'), pfx('modern.pfx', 'S3cret')];
    expect(wrong.flatMap(({ mistakes }) => mistakes).join()).not.toContain('S3cret');
  });

  test.each([
    ['that has expired', [-2, -1], /expired on \d{4}-\d\d-\d\d: create a new one/],
    ['that will be valid tomorrow', [1, 2], /isn't valid before \d{4}-\d\d-\d\d: use the current/],
  ] as const)('a certificate %s', async (_, [from, to], sentence) => {
    const { certificate, privateKey } = await appCertificate(from, to);
    expect(inPem(privateKey, certificate).mistakes).toEqual([expect.stringMatching(sentence)]);
  });
});
