import { expect, it } from 'vitest';
import { repeatedNames } from '../../src/jwt/repeated-names.ts';

it('names what an object has more than once, each name once', () => {
  expect(repeatedNames('{"a":1,"b":2,"a":3,"b":4,"a":5}')).toEqual(['a', 'b']);
});

it('looks only at the top', () => {
  expect(repeatedNames('{"a":{"x":1,"x":2},"b":[{"x":1},{"x":2}]}')).toEqual([]);
});

it('takes no value for a name, whatever is in it', () => {
  expect(repeatedNames('{"a":"a","b":"\\"a\\":{","c":["a","a"]}')).toEqual([]);
});

it('finds a name that is written differently the second time', () => {
  expect(repeatedNames('{"sub":1,"\\u0073ub" : 2}')).toEqual(['sub']);
});

it('comes to an end with a megabyte of text in one value', () => {
  const long = 'x\\"'.repeat(350_000);
  expect(repeatedNames(`{"a":"${long}","a":1}`)).toEqual(['a']);
});
