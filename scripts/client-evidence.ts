// Runs the suites of the clients that nobody here wrote, and writes what they showed into the page /reference/any-app/.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { clientEntries } from '../src/clients/clients.ts';
import { type ClientEvidence, clientTables, tableMarks } from '../src/clients/evidence.ts';
import { tenantTypes } from '../src/scenarios/tenant-types.ts';
import { provideClientPackages } from './client-packages.ts';
import { versionOf } from './package-versions.ts';
import { resultsOfPlaywright, resultsOfVitest, type TestResult } from './test-reports.ts';
import { provideTestTools } from './test-tools.ts';

const folder = new URL('../', import.meta.url);
const at = (path: string): URL => new URL(path, folder);
const read = (path: string): string => readFileSync(at(path), 'utf8');
const page = 'src/content/docs/reference/any-app.mdx';
const suites = ['msal-contract', 'auth-js', 'openid-client', 'oauth4webapi'];
const reports = {
  vitest: 'test-results/clients.json',
  playwright: 'test-results/single-page.json',
};

provideTestTools();
provideClientPackages();
mkdirSync(at('test-results'), { recursive: true });
run('vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${reports.vitest}`,
  ...suites.map((name) => `tests/practice-tenant/${name}.test.ts`),
  'tests/clients',
]);
run('playwright/cli.js', ['test', '--reporter=list,json', 'single-page-apps'], {
  PLAYWRIGHT_JSON_OUTPUT_FILE: reports.playwright,
});
const { results, date } = resultsOfVitest(JSON.parse(read(reports.vitest)));
const inBrowser = resultsOfPlaywright(JSON.parse(read(reports.playwright)));
const evidence: ClientEvidence = {
  date,
  versions: Object.fromEntries(
    clientEntries.map(([, { from, package: name }]) => [name, versionOf(from, name)]),
  ),
  shown: shownBy([...results, ...inBrowser]),
};
writeFileSync(at('src/clients/evidence.json'), `${JSON.stringify(evidence, undefined, 2)}\n`);
const [before = '', rest = ''] = read(page).split(tableMarks.begin);
const after = rest.split(tableMarks.end)[1] ?? '';
writeFileSync(
  at(page),
  `${before}${tableMarks.begin}\n\n${clientTables(evidence)}\n\n${tableMarks.end}${after}`,
);

/** @throws an Error when a test failed: such a run shows nothing */
function run(program: string, options: readonly string[], environment: object = {}): void {
  const { status } = spawnSync(process.execPath, [`node_modules/${program}`, ...options], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
  if (status !== 0) throw new Error(`${program} failed; nothing was written.`);
}

function shownBy(tests: readonly TestResult[]): ClientEvidence['shown'] {
  const shown: ClientEvidence['shown'] = {};
  for (const [client] of clientEntries)
    for (const type of tenantTypes)
      for (const { title, passed, suite } of tests) {
        if (!passed || !suite.endsWith(`${client} with ${type}`)) continue;
        const ofClient = shown[client] ?? {};
        ofClient[title] = [...(ofClient[title] ?? []), type];
        shown[client] = ofClient;
      }
  return shown;
}
