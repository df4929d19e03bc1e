import { expect, it } from 'vitest';
import { matches } from '../../src/errors/browser/error-search.ts';

const redirect = ['AADSTS50011', "AADSTS50011 The redirect URI isn't registered"] as const;
const reset = ['AADB2C90118', 'AADB2C90118 The user forgot their password'] as const;
const endpoints = ['endpoints_resolution_error', 'The metadata could not be read'] as const;

it.each(['50011', 'AADSTS50011', 'aadsts50011', 'AADSTS 50011', ' 50011 ', '500'])(
  'finds AADSTS50011 by %j',
  (query) => {
    expect(matches(query, ...redirect)).toBe(true);
    expect(matches(query, ...reset)).toBe(false);
  },
);

it.each(['90118', 'AADB2C90118', 'aadb2c:90118'])('finds AADB2C90118 by %j', (query) => {
  expect(matches(query, ...reset)).toBe(true);
  expect(matches(query, ...redirect)).toBe(false);
});

it('finds the code in a whole message pasted from a sign-in page', () => {
  const message = "AADSTS50011: The redirect URI 'http://localhost:3000' specified in the request";
  expect(matches(message, ...redirect)).toBe(true);
  expect(matches(message, ...reset)).toBe(false);
});

it('does not take a number inside another number for a match', () => {
  expect(matches('0011', ...redirect)).toBe(false);
});

it.each(['endpoints_resolution', 'endpoints resolution error', 'metadata read'])(
  'finds a code that is words by %j',
  (query) => {
    expect(matches(query, ...endpoints)).toBe(true);
    expect(matches(query, ...redirect)).toBe(false);
  },
);

it('finds a title with a curly apostrophe by a straight one', () => {
  expect(matches("isn't registered", 'AADSTS50011', 'The redirect URI isn’t registered')).toBe(
    true,
  );
});

it('shows everything when nothing is asked', () => {
  expect(matches('', ...redirect)).toBe(true);
});
