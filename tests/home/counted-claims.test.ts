import { expect, test } from 'vitest';
import { countedClaims } from '../../src/home/counted-claims.ts';
import { checks } from '../../src/security/checks.ts';

const [{ items: [first, second] = [] } = { items: [] }] = checks;
const passing = { passed: 3, failed: 0, onSite: 1, onSample: 1 };
const run = { passed: 40, failed: 2 };

test('a security check counts only if its tests passed', () => {
  const tests = {
    [first?.id ?? '']: passing,
    [second?.id ?? '']: { ...passing, failed: 1 },
  };
  expect(countedClaims({ date: '2026-11-29', run, versions: {}, tests }, []).securityChecks).toBe(
    1,
  );
});

test('the figures are those of the last test run and of the error catalog', () => {
  const errors = [{ data: { reproducible: true } }, { data: { reproducible: false } }];
  expect(countedClaims({ date: '2026-11-29', run, versions: {}, tests: {} }, errors)).toEqual({
    testsPassed: 40,
    securityChecks: 0,
    reproducedCodes: 1,
  });
});
