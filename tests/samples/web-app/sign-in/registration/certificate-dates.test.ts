import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  expiryWarning,
  mistakeInDates,
} from '../../../../../samples/web-app/sign-in/registration/certificate-dates.ts';
import { textOf } from './certificates/files.ts';

const day = 86_400_000;
const certificate = {
  kind: 'certificate',
  certificate: textOf('app.pem'),
  privateKey: textOf('app.key.pem'),
} as const;

test('a certificate is reported from 30 days before it expires, with the date', () => {
  const expires = Date.parse('2126-11-04T04:00:57Z');
  expect(expiryWarning(certificate, expires - 30 * day - 1000)).toBeUndefined();
  expect(expiryWarning(certificate, expires - 30 * day)).toMatch(
    /^The certificate in CLIENT_CERTIFICATE_PATH expires on 2126-11-04: upload the next one/,
  );
});

test('now it has time left; a secret and a token file have no date that the app knows', () => {
  expect(expiryWarning(certificate)).toBeUndefined();
  expect(expiryWarning({ kind: 'secret', secret: 'a' })).toBeUndefined();
  expect(expiryWarning({ kind: 'federated', tokenFile: 'a' })).toBeUndefined();
});

test('a certificate counts from its first second to the one before its last', () => {
  const read = new X509Certificate(certificate.certificate);
  const [first, last] = [read.validFromDate.getTime(), read.validToDate.getTime()];
  expect(mistakeInDates(read, first - 1)).toContain("isn't valid before");
  expect(mistakeInDates(read, first)).toBeUndefined();
  expect(mistakeInDates(read, last - 1)).toBeUndefined();
  expect(mistakeInDates(read, last)).toContain('expired on 2126-11-04');
});
