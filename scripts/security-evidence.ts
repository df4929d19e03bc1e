// Writes what the last test run shows about security: into the reviewer's page, and into the sample as SECURITY.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Evidence, numbersIn } from '../src/content/security/evidence.ts';
import { securityList } from '../src/content/security/markdown.ts';

interface Result {
  title: string;
  passed: boolean;
  /** The suite, which names the app under test. */
  suite: string;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): unknown => JSON.parse(readFileSync(root + path, 'utf8'));

const vitestReport = z.object({
  startTime: z.number(),
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ title: z.string(), status: z.string(), ancestorTitles: z.array(z.string()) }),
      ),
    }),
  ),
});

const playwrightSuite = z.object({
  specs: z.array(z.object({ title: z.string(), ok: z.boolean() })).default([]),
  get suites() {
    return z.array(playwrightSuite).default([]);
  },
});
const playwrightReport = z.object({ suites: z.array(playwrightSuite) });

function vitestResults(report: z.infer<typeof vitestReport>): Result[] {
  return report.testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'passed' || status === 'failed')
      .map(({ title, status, ancestorTitles }) => ({
        title,
        passed: status === 'passed',
        suite: ancestorTitles.join(' '),
      })),
  );
}

function playwrightResults(suites: z.infer<typeof playwrightSuite>[]): Result[] {
  return suites.flatMap((suite) => [
    ...suite.specs.map(({ title, ok }) => ({ title, passed: ok, suite: 'in a browser' })),
    ...playwrightResults(suite.suites),
  ]);
}

function evidenceOf(results: readonly Result[], date: string): Evidence {
  const tests: Evidence['tests'] = {};
  for (const { title, passed, suite } of results)
    for (const number of numbersIn(title)) {
      const entry = tests[number] ?? { passed: 0, failed: 0, onSite: 0, onSample: 0 };
      tests[number] = entry;
      entry[passed ? 'passed' : 'failed'] += 1;
      if (passed && /live demo|in a browser/.test(suite)) entry.onSite += 1;
      if (passed && /sample/.test(suite)) entry.onSample += 1;
    }
  const sorted = Object.entries(tests).sort(([a], [b]) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
  return { date, versions: versions(), tests: Object.fromEntries(sorted) };
}

function versions(): Record<string, string> {
  const named = ['@azure/msal-node', 'jose', 'iron-session', 'express', 'astro'];
  const version = z.object({ version: z.string() });
  const installed = named.map(
    (name) => [name, version.parse(read(`node_modules/${name}/package.json`)).version] as const,
  );
  return { Node: process.versions.node, ...Object.fromEntries(installed) };
}

const vitest = vitestReport.parse(read('test-results/vitest.json'));
const playwright = playwrightReport.parse(read('test-results/playwright.json'));
const evidence = evidenceOf(
  [...vitestResults(vitest), ...playwrightResults(playwright.suites)],
  new Date(vitest.startTime).toISOString().slice(0, 10),
);
writeFileSync(
  `${root}src/content/security/evidence.json`,
  `${JSON.stringify(evidence, undefined, 2)}\n`,
);
writeFileSync(`${root}samples/web-app/SECURITY.md`, securityList(evidence));
