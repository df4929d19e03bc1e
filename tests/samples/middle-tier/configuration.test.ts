import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { middleTierFrom } from '../../../samples/middle-tier/configuration.ts';

const folder = fileURLToPath(new URL('../../../samples/middle-tier/', import.meta.url));
const read = (name: string) => readFileSync(`${folder}${name}`, 'utf8');
const practice = parseEnv(read('.env.practice.entra-id'));

it.each([
  ['no endpoint', { ENDPOINT: '' }, /^ENDPOINT must be an https address/],
  ['plain http', { ENDPOINT: 'http://graph.microsoft.com/v1.0/me' }, /^ENDPOINT must be an https/],
  ['no scope', { SCOPE: ' ' }, /^SCOPE must name/],
  ['no credential', { CLIENT_SECRET: '' }, /exactly one credential \(you set 0\)/],
  ['a placeholder as secret', { CLIENT_SECRET: '<the Value>' }, /^CLIENT_SECRET still holds/],
  ['the secret’s ID', { CLIENT_SECRET: '33333333-3333-4333-8333-333333333333' }, /ID of a secret/],
  [
    'two credentials',
    { CLIENT_CERTIFICATE_PATH: 'a', CLIENT_CERTIFICATE_KEY_PATH: 'b' },
    /exactly one credential \(you set 2\)/,
  ],
  [
    'half a certificate',
    { CLIENT_SECRET: '', CLIENT_CERTIFICATE_KEY_PATH: 'a' },
    /CLIENT_CERTIFICATE_KEY_PATH needs CLIENT_CERTIFICATE_PATH: set both/,
  ],
  [
    'no such certificate',
    {
      CLIENT_SECRET: '',
      CLIENT_CERTIFICATE_PATH: 'a',
      CLIENT_CERTIFICATE_KEY_PATH: `${folder}app.ts`,
    },
    /CLIENT_CERTIFICATE_PATH names a file that doesn't exist/,
  ],
])('answers %s with one sentence', (_, changes, sentence) => {
  expect(() => middleTierFrom({ ...practice, ...changes })).toThrow(
    expect.objectContaining({ mistakes: [expect.stringMatching(sentence)] }),
  );
});

it('says that Azure AD B2C has no on-behalf-of flow', () => {
  const b2c = {
    TENANT_TYPE: 'b2c',
    B2C_TENANT_NAME: 'fabrikam',
    SIGNUPSIGNIN_USER_FLOW: 'B2C_1_s',
    AUTHORITY: '',
  };
  expect(() => middleTierFrom({ ...practice, ...b2c })).toThrow('no on-behalf-of flow');
});

describe.each(['entra-id', 'external-id', 'external-id-custom-domain'])(
  'the templates for %s',
  (tenantType) => {
    it('work against the practice tenant without changes', () => {
      const { registration } = middleTierFrom(parseEnv(read(`.env.practice.${tenantType}`)));
      expect(registration).toMatchObject({ tenantType, authority: { hostname: 'localhost' } });
    });

    it('are refused until they are filled in', () => {
      const text = read(`.env.sample.${tenantType}`);
      expect(text).toMatch(/^#.*\nTENANT_TYPE=/);
      expect(() => middleTierFrom(parseEnv(text))).toThrow('TENANT_ID still holds a placeholder');
    });

    it('hold everything once they are filled in', () => {
      const text = read(`.env.sample.${tenantType}`).replaceAll(
        /<[^>]*ID[^>]*>/g,
        '0a0a0a0a-1111-4111-8111-111111111111',
      );
      expect(middleTierFrom(parseEnv(text.replaceAll(/<[^>]+>/g, 'contoso')))).toBeDefined();
    });
  },
);

it('passes its own type check', () => {
  const compiler = fileURLToPath(
    new URL('../../../node_modules/typescript/bin/tsc', import.meta.url),
  );
  execFileSync(process.execPath, [compiler, '--noEmit', '--project', folder]);
});
