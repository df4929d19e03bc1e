// `npm run mutate [-- files]`: changes the sign-in library in thousands of ways, one at a time, and lists the
// changes that no unit test notices.
import { readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { forgetSurvivors } from './mutate/incremental.ts';
import { addMutators } from './mutate/mutators.ts';
import { figuresOf, mutationPage, summaryOf } from './mutate/report.ts';
import { differences, entriesFor, knownSurvivors, survivorOf } from './mutate/survivors.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const library = 'samples/web-app/sign-in';
const named = process.argv.slice(2);
const isWhole = named.length === 0;
const incrementalFile = 'node_modules/.cache/mutate.json';

await addMutators();
forgetSurvivors(incrementalFile);
const started = performance.now();
const all = await new Stryker({
  mutate: isWhole
    ? [`${library}/**/*.ts`]
    : named.map((name) => `${library}/${name.endsWith('.ts') ? name : `${name}/**/*.ts`}`),
  testRunner: 'vitest',
  // Only tests that import the changed file run; its name also tells the settings which of them to run first.
  vitest: { configFile: 'scripts/mutate/vitest.config.ts', related: true },
  plugins: ['@stryker-mutator/vitest-runner', './scripts/mutate/words.ts'],
  ignorers: ['words'],
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A change after which a test never ends is noticed as well: its time is bounded.
  timeoutMS: 10_000,
  timeoutFactor: 2,
  incremental: true,
  incrementalFile,
  tempDirName: '.mutation',
  cleanTempDir: 'always',
  ignorePatterns: ['/.astro', '/dist', '/docs', '/public', '/test-results'],
  reporters: ['progress-append-only'],
  // A change of a constant runs all of these tests, which is slow. Limits are among the constants.
  ignoreStatic: false,
}).runMutationTest();
const pathOf = (fileName: string) => relative(library, fileName).replaceAll('\\', '/');
// Stryker also returns what it remembers of other files.
const results = all.filter(
  ({ fileName }) =>
    isWhole ||
    named.some((name) => pathOf(fileName) === name || pathOf(fileName).startsWith(`${name}/`)),
);
const figures = figuresOf(results, (performance.now() - started) / 60_000);

const changed = new Set(results.map(({ fileName }) => pathOf(fileName)));
const known = knownSurvivors().filter(({ file }) => isWhole || changed.has(file));
const found = results
  .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
  .map((result) =>
    survivorOf(result, pathOf(result.fileName), readFileSync(result.fileName, 'utf8')),
  );
const { unlisted, gone } = differences(found, known);

if (unlisted.length > 0)
  console.log(
    `\nThese changes survive. Add a test, or add them to scripts/mutate/survivors.yaml with the reason:\n\n${entriesFor(unlisted)}`,
  );
if (gone.length > 0)
  console.log(
    `\nThese changes no longer survive. Remove them from scripts/mutate/survivors.yaml:\n\n${entriesFor(gone)}`,
  );
console.log(`\n${summaryOf(figures)}`);
const isRight = unlisted.length === 0 && gone.length === 0;
if (isRight && isWhole) writeFileSync('docs/mutation.md', mutationPage(figures, known, new Date()));
process.exit(isRight ? 0 : 1);
