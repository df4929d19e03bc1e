// Writes what the last test run shows about security: into the reviewer's page, and into the sample as SECURITY.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Evidence, numbersIn } from '../src/security/evidence.ts';
import { securityList } from '../src/security/markdown.ts';
import { resultsOfPlaywright, resultsOfVitest, type TestResult } from './test-reports.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): unknown => JSON.parse(readFileSync(root + path, 'utf8'));

function evidenceOf(results: readonly TestResult[], date: string): Evidence {
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
  const passed = results.filter((result) => result.passed).length;
  const run = { passed, failed: results.length - passed };
  return { date, run, versions: versions(), tests: Object.fromEntries(sorted) };
}

function versions(): Record<string, string> {
  const named = ['@azure/msal-node', 'jose', 'iron-session', 'express', 'astro'];
  const version = z.object({ version: z.string() });
  const installed = named.map(
    (name) => [name, version.parse(read(`node_modules/${name}/package.json`)).version] as const,
  );
  return { Node: process.versions.node, ...Object.fromEntries(installed) };
}

const { results, date } = resultsOfVitest(read('test-results/vitest.json'));
const inBrowser = resultsOfPlaywright(read('test-results/playwright.json'));
const evidence = evidenceOf([...results, ...inBrowser], date);
writeFileSync(`${root}src/security/evidence.json`, `${JSON.stringify(evidence, undefined, 2)}\n`);
writeFileSync(`${root}samples/web-app/SECURITY.md`, securityList(evidence));
