import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { playwrightOutcome, vitestOutcome } from '../../scripts/test-outcomes.ts';

describe('what npm test says at its end', () => {
  test('names every unit test that failed, with its file and why', () => {
    const report = {
      numPassedTests: 1,
      numPendingTests: 2,
      testResults: [
        {
          name: resolve('tests/a.test.ts'),
          status: 'failed',
          message: '',
          assertionResults: [
            { fullName: 'is fine', status: 'passed', failureMessages: [] },
            { fullName: 'is not', status: 'failed', failureMessages: ['1 is not 2'] },
          ],
        },
      ],
    };
    expect(vitestOutcome(JSON.stringify(report))).toEqual({
      passed: 1,
      skipped: 2,
      failures: [{ test: 'tests/a.test.ts › is not', messages: ['1 is not 2'] }],
    });
  });

  test.each([
    ['cannot be loaded', 'no such module', []],
    [
      'leaves something behind',
      'variables left changed',
      [{ fullName: 'is fine', status: 'passed', failureMessages: [] }],
    ],
  ])('counts a file that %s as a failure', (_, message, assertionResults) => {
    const file = { name: resolve('tests/b.test.ts'), status: 'failed', message, assertionResults };
    const report = { numPassedTests: 0, numPendingTests: 0, testResults: [file] };
    expect(vitestOutcome(JSON.stringify(report)).failures).toEqual([
      { test: 'tests/b.test.ts', messages: [message] },
    ]);
  });

  test('names browser tests at any depth, those that passed on a second try too, and broken files', () => {
    const spec = (title: string, status: string, message: string) => ({
      title,
      file: 'c.spec.ts',
      ok: status === 'expected',
      tests: [{ status, results: [{ errors: [{ message }] }] }],
    });
    const report = {
      errors: [{ message: 'no file' }],
      stats: { expected: 3, skipped: 0 },
      suites: [
        {
          specs: [spec('passes', 'expected', '')],
          suites: [
            { specs: [spec('fails', 'unexpected', 'why'), spec('wavers', 'flaky', 'once')] },
          ],
        },
      ],
    };
    expect(playwrightOutcome(JSON.stringify(report))).toEqual({
      passed: 3,
      skipped: 0,
      failures: [
        { test: 'tests/e2e/c.spec.ts › fails', messages: ['why'] },
        { test: 'tests/e2e/c.spec.ts › wavers', messages: ['once'] },
        { test: 'Playwright', messages: ['no file'] },
      ],
    });
  });
});
