import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { withoutMarks, withVariables } from '../../../../samples/web-app/register/env-writer.ts';

test('a value takes the place of the variable, and every other line stays', () => {
  const text = '# about A\nA=old\n\n# B=\nC=3\n';
  expect(withVariables(text, { A: 'new', B: '2', C: undefined, D: '4' })).toBe(
    '# about A\nA=new\n\nB=2\nC=3\nD=4\n',
  );
});

test('null takes a variable out, wherever it is', () => {
  expect(withVariables('A=1\nB=2\nA=3\n', { A: null, C: null })).toBe('# A=\nB=2\n# A=\n');
});

test('of a variable that is there twice, one is left: the last one counts', () => {
  const text = withVariables('A=1\nA=2\n', { A: '3' });
  expect(parseEnv(text)).toEqual({ A: '3' });
});

test.each([
  'plain~value._-',
  'with # a hash',
  ' spaces ',
  "single'quote",
  'double"quote',
  'back\\slash',
  '--import ./practice-tenant-trust.mjs',
])('Node.js reads the value back as it was: %s', (value) => {
  expect(parseEnv(withVariables('', { A: value }))).toEqual({ A: value });
});

test('line endings of Windows and a missing one at the end are fine', () => {
  expect(withVariables('A=1\r\nB=2\r\n', { A: '3' })).toBe('A=3\r\nB=2\r\n');
  expect(withVariables('A=1', { B: '2' })).toBe('A=1\nB=2');
});

test('a name that begins like another one is another variable', () => {
  expect(withVariables('A_B=1\n', { A: '2' })).toBe('A_B=1\nA=2\n');
});

test('the marks of a template are left out', () => {
  expect(withoutMarks('# #region a\nA=1\n# #endregion a\n')).toBe('A=1\n');
});
