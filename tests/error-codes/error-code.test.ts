import { describe, expect, test } from 'vitest';
import {
  errorCode,
  errorCodeWithin,
  nearestCodes,
  sameCode,
} from '../../src/error-codes/error-code.ts';

const known = [
  'AADSTS50011',
  'AADSTS500112',
  'AADSTS50012',
  'AADSTS90002',
  'AADB2C90002',
  'nonce_mismatch',
];
const codeOf = (text: string) => errorCode(text) ?? expect.fail(`${text} isn't a code`);

describe('a text is recognized as an error code', () => {
  test.each([
    ['AADSTS50011', 'AADSTS50011', 'aadsts'],
    ['aadsts50011', 'AADSTS50011', 'aadsts'],
    ['AADSTS50011:', 'AADSTS50011', 'aadsts'],
    ['aadb2c90118', 'AADB2C90118', 'aadb2c'],
    ['90072', '90072', 'number'],
    ['IDX10501', 'IDX10501', 'idx'],
    ['msis7066', 'MSIS7066', 'msis'],
    ['CAA20002', 'CAA20002', 'caa'],
    ['invalid_grant', 'invalid_grant', 'oauth'],
    ['Temporarily_Unavailable', 'temporarily_unavailable', 'oauth'],
  ])('%s is %s of the family %s', (text, code, family) => {
    expect(errorCode(text)).toMatchObject({ code, family });
  });

  test.each([
    '',
    'hello',
    '12',
    'AADSTS',
    '../etc/passwd',
    'a'.repeat(200),
    '<b>x</b>_y',
    `${'a_'.repeat(30)}b`,
  ])('and %j is none', (text) => expect(errorCode(text)).toBeUndefined());

  test('a pasted message is recognized by the code inside it', () => {
    const message = 'invalid_client: AADSTS7000215: Invalid client secret provided. Trace ID: 1234';
    expect(errorCodeWithin(message)?.code).toBe('AADSTS7000215');
    expect(errorCodeWithin('redirect uri does not match')).toBeUndefined();
  });
});

describe('a code leads to the pages of the catalog', () => {
  test('in other case, and without its prefix', () => {
    expect(sameCode(codeOf('aadsts50011'), known)).toEqual(['AADSTS50011']);
    expect(sameCode(codeOf('50011'), known)).toEqual(['AADSTS50011']);
    expect(sameCode(codeOf('Nonce_Mismatch'), known)).toEqual(['nonce_mismatch']);
  });

  test('a number that two families have leads to both', () => {
    expect(sameCode(codeOf('90002'), known)).toEqual(['AADSTS90002', 'AADB2C90002']);
  });

  test('and one that it lacks to those whose number starts the same, of the same family', () => {
    expect(sameCode(codeOf('AADSTS50013'), known)).toEqual([]);
    expect(nearestCodes(codeOf('AADSTS50013'), known)).toEqual([
      'AADSTS50012',
      'AADSTS50011',
      'AADSTS500112',
    ]);
    expect(nearestCodes(codeOf('AADB2C90001'), known)).toEqual(['AADB2C90002']);
    expect(nearestCodes(codeOf('AADSTS12345'), known)).toEqual([]);
    expect(nearestCodes(codeOf('IDX50011'), known)).toEqual([]);
  });
});
