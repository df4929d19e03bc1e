import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../../samples/web-app/doctor/finding.ts';
import { pageOf } from '../../../../samples/web-app/doctor/page-of.ts';
import { jsonOf, linesOf, summaryOf } from '../../../../samples/web-app/doctor/report.ts';

const wrong: Finding = {
  check: 'redirect-uri',
  title: 'Redirect URI',
  status: 'failed',
  seen: "it isn't registered",
  todo: 'Add it.',
  code: 'AADSTS50011',
};
const right: Finding = { check: 'node', title: 'Node.js', status: 'ok', seen: 'version 24.1.0' };
const ERROR_PAGES = 'http://localhost:4321/errors/';

describe('a line for people', () => {
  test('tells only once what to do about lines that could not be checked for the same reason', () => {
    const unchecked: Finding = { ...right, status: 'unknown', todo: 'Start with that line.' };
    expect(linesOf(unchecked, {}, right)).toContain('Start with');
    expect(linesOf(unchecked, {}, unchecked)).toBe('? Node.js: version 24.1.0');
    expect(linesOf(wrong, {}, wrong)).toContain('Add it.');
  });

  test('has a mark and what was seen', () => {
    expect(linesOf(right, {})).toBe('✓ Node.js: version 24.1.0');
    expect(linesOf({ ...right, status: 'unknown', todo: 'Look.' }, {})).toBe(
      '? Node.js: version 24.1.0\n  → Look.',
    );
    expect(linesOf({ ...right, status: 'warning', todo: 'Look.' }, {})).toMatch(/^! /);
  });

  test('has what to do and the page of the code below it', () => {
    expect(linesOf(wrong, { ERROR_PAGES })).toBe(
      "✗ Redirect URI: it isn't registered\n  → Add it.\n  → http://localhost:4321/errors/AADSTS50011/",
    );
  });
});

test.each([
  ['AADSTS50011', { ERROR_PAGES }, 'http://localhost:4321/errors/AADSTS50011/'],
  ['AADSTS50011', {}, 'https://login.microsoftonline.com/error?code=50011'],
  [
    'AADSTS50011',
    { ERROR_PAGES: 'javascript:1/' },
    'https://login.microsoftonline.com/error?code=50011',
  ],
  ['AADB2C90006', {}, 'https://learn.microsoft.com/azure/active-directory-b2c/error-codes'],
  ['provider_failing', {}, undefined],
  [undefined, { ERROR_PAGES }, undefined],
])('the page of %s with %j is %s', (code, variables, page) => {
  expect(pageOf(code, variables)).toBe(page);
});

test('JSON has the same findings, with the page', () => {
  expect(JSON.parse(jsonOf([right, wrong], { ERROR_PAGES }))).toEqual({
    findings: [right, { ...wrong, page: 'http://localhost:4321/errors/AADSTS50011/' }],
  });
});

test('the last line counts what is wrong', () => {
  expect(summaryOf([right, wrong])).toBe("Wrong: 1. Warnings: 0. Can't be known from here: 0.");
  expect(summaryOf([right])).toBe("Nothing is wrong. Warnings: 0. Can't be known from here: 0.");
});
