import { expect, test } from 'vitest';
import { aboutUntrusted } from '../../../../samples/web-app/doctor/about-untrusted.ts';

test.each([
  ['CERT_HAS_EXPIRED', 'renewed'],
  ['CERT_NOT_YET_VALID', 'clock'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', "isn't for login.example"],
])('%s is not answered with another certificate authority', (reason, expected) => {
  const todo = aboutUntrusted(reason, 'login.example', 'A company');
  expect(todo).toContain(expected);
  expect(todo).not.toContain('NODE_EXTRA_CA_CERTS');
});

test.each([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])('%s is answered with the name of the issuer and NODE_EXTRA_CA_CERTS', (reason) => {
  const todo = aboutUntrusted(reason, 'login.example', 'A company');
  expect(todo).toContain('"A company"');
  expect(todo).toContain('NODE_EXTRA_CA_CERTS');
});
