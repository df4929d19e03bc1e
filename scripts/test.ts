// `npm test`: unit and contract tests, then the browser tests over the built site, then one closing line.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { provideClientPackages } from './client-packages.ts';
import { playwrightOutcome, vitestOutcome } from './test-outcomes.ts';
import { provideTestTools } from './test-tools.ts';

const results = 'test-results';
const vitestReport = `${results}/vitest.json`;
const playwrightReport = `${results}/playwright.json`;

try {
  provideTestTools();
  provideClientPackages();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
mkdirSync(results, { recursive: true });
rmSync(vitestReport, { force: true });
rmSync(playwrightReport, { force: true });
// Site and samples are started some two hundred times: Node keeps what it compiled, for this run only.
const compiled = resolve(results, 'compiled');
rmSync(compiled, { recursive: true, force: true });
process.env['NODE_COMPILE_CACHE'] = compiled;

const ends = [
  run('vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', [
    `--outputFile.json=${vitestReport}`,
  ]),
  run('playwright/cli.js', 'test', '--pass-with-no-tests', []),
];
const outcomes = [
  vitestOutcome(readFileSync(vitestReport, 'utf8')),
  playwrightOutcome(readFileSync(playwrightReport, 'utf8')),
];
const failures = outcomes.flatMap((outcome) => outcome.failures);
for (const { test, messages } of failures)
  console.log(`\nFailed: ${test}\n${messages.join('\n').slice(0, 4000)}`);
const sum = (key: 'passed' | 'skipped') =>
  outcomes.reduce((total, outcome) => total + outcome[key], 0);
const skipped = sum('skipped');
console.log(
  `${sum('passed')} passed, ${failures.length} failed${skipped ? `, ${skipped} skipped` : ''}`,
);
process.exit(ends.some((end) => end !== 0) || failures.length > 0 ? 1 : 0);

function run(program: string, ...args: (string | string[])[]): number {
  const command = [`node_modules/${program}`, ...args.flat()];
  return (
    spawnSync(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1
  );
}
