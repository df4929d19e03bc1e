import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../../samples/web-app/doctor/finding.ts';
import { pageOf } from '../../../../samples/web-app/doctor/page-of.ts';
import {
  jsonOf,
  linesOf,
  summaryOf,
  waitingLines,
} from '../../../../samples/web-app/doctor/report.ts';
import { sayFor } from '../../../../samples/web-app/doctor/say.ts';

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

describe('checks that wait for others', () => {
  const dns = sayFor('dns', 'DNS').failed('no address', 'Look.');
  const waits = (title: string, other: Finding) => sayFor(title, title).waitsFor(other);
  const findings = [dns, waits('TLS', dns), wrong, waits('Platform', wrong), waits('Keys', dns)];

  test('are counted and named in one line for each cause', () => {
    expect(waitingLines(findings)).toEqual([
      '– 2 checks wait for "DNS": TLS, Keys',
      '– 1 check waits for "Redirect URI": Platform',
    ]);
    expect(waitingLines([right, wrong])).toEqual([]);
  });

  test('are not among what cannot be known', () => {
    expect(summaryOf(findings)).toBe(
      "Wrong: 2. Warnings: 0. Can't be known from here: 0. Not checked: 3.",
    );
  });

  test('are each in JSON', () => {
    expect(JSON.parse(jsonOf(findings, {})).findings.at(-1)).toEqual({
      check: 'Keys',
      title: 'Keys',
      status: 'unknown',
      seen: 'not checked: it waits for "DNS"',
      todo: 'Start with the line "DNS", then run the doctor again.',
      waitsFor: { check: 'dns', title: 'DNS' },
    });
  });
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
