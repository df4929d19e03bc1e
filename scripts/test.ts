// `npm test`: unit and contract tests, then the browser tests over the built site, then one closing line.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { provideTestTools } from './test-tools.ts';

const results = 'test-results';
const vitestReport = `${results}/vitest.json`;
const playwrightReport = `${results}/playwright.json`;

try {
  provideTestTools();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
mkdirSync(results, { recursive: true });
rmSync(vitestReport, { force: true });
rmSync(playwrightReport, { force: true });

const ends = [
  run('vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', [
    `--outputFile.json=${vitestReport}`,
  ]),
  run('playwright/cli.js', 'test', '--pass-with-no-tests', []),
];
const counts = [vitestCounts(), playwrightCounts()];
const sum = (key: 'passed' | 'failed' | 'skipped') =>
  counts.reduce((total, count) => total + count[key], 0);
const skipped = sum('skipped');
console.log(
  `${sum('passed')} passed, ${sum('failed')} failed${skipped ? `, ${skipped} skipped` : ''}`,
);
process.exit(ends.some((end) => end !== 0) || sum('failed') > 0 ? 1 : 0);

function run(program: string, ...args: (string | string[])[]): number {
  const command = [`node_modules/${program}`, ...args.flat()];
  return (
    spawnSync(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1
  );
}

function vitestCounts() {
  const report = z.object({
    numPassedTests: z.number(),
    numFailedTests: z.number(),
    numPendingTests: z.number(),
    testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
  });
  const counted = report.parse(JSON.parse(readFileSync(vitestReport, 'utf8')));
  // A file that cannot even be loaded holds no tests, and is a failure all the same.
  const broken = counted.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return {
    passed: counted.numPassedTests,
    failed: counted.numFailedTests + broken.length,
    skipped: counted.numPendingTests,
  };
}

function playwrightCounts() {
  const report = z.object({
    errors: z.array(z.unknown()),
    stats: z.object({
      expected: z.number(),
      unexpected: z.number(),
      flaky: z.number(),
      skipped: z.number(),
    }),
  });
  const { stats, errors } = report.parse(JSON.parse(readFileSync(playwrightReport, 'utf8')));
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}
