import { expect, test } from 'vitest';
import {
  ConfigurationError,
  environmentReader,
  isGuid,
  isPlaceholder,
} from '../../../../../samples/web-app/sign-in/registration/environment.ts';

test('a variable is read without the spaces around it, and an empty one is not set', () => {
  const { read, mistakes } = environmentReader({ A: ' value ', B: ' ' });
  expect([read('A'), read('B'), read('C')]).toEqual(['value', undefined, undefined]);
  expect(mistakes).toEqual([]);
});

test.each([
  '<your ID>',
  '<>',
  'https://login.example/<tenant ID>/v2.0',
  'your-client-id',
  'YOUR_CLIENT_ID',
  'enter your ID',
  'replace-me',
  'todo find it',
  'xxx-xxx',
  '...',
])('%s is a placeholder', (value) => {
  expect(isPlaceholder(value)).toBe(true);
});

test.each(['yours', 'in-your-name', 'a...', '...a', 'abc', 'a > b < c', 'xxx'])(
  '%s isn’t a placeholder',
  (value) => {
    expect(isPlaceholder(value)).toBe(false);
  },
);

test.each([
  ['0a0a0a0a-1111-4111-8111-111111111111', true],
  ['0A0A0A0A-1111-4111-8111-111111111111', true],
  ['{0a0a0a0a-1111-4111-8111-111111111111}', false],
  ['0a0a0a0a-1111-4111-8111-111111111111.', false],
  ['0a0a0a0a11114111811111111111111111', false],
  ['g0a0a0a0-1111-4111-8111-111111111111', false],
])('%s is a GUID: %s', (text, is) => {
  expect(isGuid(text)).toBe(is);
});

test('the error of a wrong configuration has each mistake on a line of its own', () => {
  const { name, message } = new ConfigurationError(['A is missing.', 'B is missing.']);
  expect([name, message]).toEqual(['ConfigurationError', 'A is missing.\nB is missing.']);
});

test('a placeholder is told once, whatever else would be wrong with it', () => {
  const reader = environmentReader({ ID: '<your ID>', PORT: '<port>' });
  reader.needGuid('ID', 'the Overview page');
  reader.read('ID');
  expect(reader.wholeNumber('PORT', 3000, 1, 9999)).toBe(3000);
  expect(reader.mistakes).toEqual([
    expect.stringMatching(/^ID still holds a placeholder/),
    expect.stringMatching(/^PORT still holds a placeholder/),
  ]);
});

test('a malformed GUID is reported with the place where the right value is', () => {
  const reader = environmentReader({ ID: 'my-app' });
  reader.needGuid('ID', 'the Overview page');
  reader.needGuid('OTHER', 'the Overview page');
  expect(reader.mistakes).toEqual([
    'ID must be a GUID: copy it from the Overview page.',
    'OTHER is missing: set it in .env.',
  ]);
});

test.each(['1.5', '-1', '11', '1e1', '0x1', 'ten'])('%s isn’t a whole number up to 10', (N) => {
  const reader = environmentReader({ N });
  expect(reader.wholeNumber('N', 7, 0, 10, 'proxies')).toBe(7);
  expect(reader.mistakes).toEqual(['N must be a whole number of proxies from 0 to 10.']);
});

test.each([
  ['0', 0],
  ['10', 10],
  ['', 7],
])('%j is one', (N, number) => {
  const reader = environmentReader({ N });
  expect(reader.wholeNumber('N', 7, 0, 10)).toBe(number);
  expect(reader.mistakes).toEqual([]);
});

test('the mistakes of a part join the others, each once; another error is not hidden', () => {
  const reader = environmentReader({ N: 'x' });
  reader.wholeNumber('N', 1, 0, 9);
  const [already = ''] = reader.mistakes;
  const part = () => {
    throw new ConfigurationError([already, 'M is missing.']);
  };
  expect(reader.collect(part)).toBeUndefined();
  expect(reader.mistakes).toEqual([already, 'M is missing.']);
  expect(reader.collect(() => 'read')).toBe('read');
  const broken = () => {
    throw new TypeError('a bug');
  };
  expect(() => reader.collect(broken)).toThrow('a bug');
});

test('a value is valid or told with the rule, without being repeated', () => {
  const reader = environmentReader({ MODE: 'fast', KEY: 'S3cret', HOST: '<host>' });
  const isFast = (value: string) => value === 'fast';
  const names = ['MODE', 'KEY', 'HOST', 'OTHER'];
  expect(names.map((name) => reader.readValid(name, isFast, 'must be "fast".'))).toEqual([
    'fast',
    undefined,
    undefined,
    undefined,
  ]);
  expect(reader.mistakes).toEqual([
    'KEY must be "fast".',
    expect.stringMatching(/^HOST still holds a placeholder/),
  ]);
});

test('a password is read exactly as it is set, unless it is a placeholder', () => {
  const reader = environmentReader({
    A: ' <pass> word ',
    BEGINS: '<pass>word',
    ENDS: 'pass<word>',
    B: '<your password>',
    C: '',
  });
  expect(reader.readPassword('A')).toBe(' <pass> word ');
  expect(reader.readPassword('BEGINS')).toBe('<pass>word');
  expect(reader.readPassword('ENDS')).toBe('pass<word>');
  expect(reader.mistakes).toEqual([]);
  reader.readPassword('B');
  expect(reader.mistakes).toEqual([expect.stringMatching(/^B still holds a placeholder/)]);
  expect([reader.readPassword('C'), reader.readPassword('D')]).toEqual([undefined, undefined]);
});
