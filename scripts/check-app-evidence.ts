// Runs check-app on apps with other people's libraries, and writes what it showed into the page /reference/check-app-results/.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { checks } from '../src/check-app/checks/checks.ts';
import { checkedApps } from '../src/checked-apps/apps.ts';
import type { CheckedAppsEvidence } from '../src/checked-apps/evidence.ts';
import { checkedAppsTables, tableMarks } from '../src/checked-apps/tables.ts';
import { checkedApp, registerCheckedApps } from '../tests/clients/checked-apps.ts';
import { runningTenant } from '../tests/practice-tenant/running-tenant.ts';
import { provideClientPackages } from './client-packages.ts';
import { versionOf } from './package-versions.ts';
import { provideTestTools } from './test-tools.ts';

const at = (path: string): URL => new URL(`../${path}`, import.meta.url);
const page = 'src/content/docs/reference/check-app-results.mdx';

provideTestTools();
provideClientPackages();
const tenant = await runningTenant();
try {
  await registerCheckedApps(tenant);
  const evidence: CheckedAppsEvidence = {
    date: new Date().toISOString().slice(0, 10),
    checks: checks.map(({ id }) => id),
    apps: Object.fromEntries(await Promise.all(checkedApps.map(shownBy))),
  };
  const file = 'src/checked-apps/evidence.json';
  writeFileSync(at(file), JSON.stringify(evidence));
  const biome = 'node_modules/@biomejs/biome/bin/biome';
  spawnSync(process.execPath, [biome, 'format', '--write', file], { cwd: at('') });
  const [before = '', rest = ''] = readFileSync(at(page), 'utf8').split(tableMarks.begin);
  const after = rest.split(tableMarks.end)[1] ?? '';
  const tables = checkedAppsTables(evidence);
  writeFileSync(at(page), `${before}${tableMarks.begin}\n\n${tables}\n\n${tableMarks.end}${after}`);
} finally {
  await tenant.remove();
}

async function shownBy({
  name,
  from,
  package: packageName,
}: (typeof checkedApps)[number]): Promise<[string, CheckedAppsEvidence['apps'][string]]> {
  const shown = await checkedApp(tenant, name);
  if (shown === undefined) throw new Error(`${name} isn’t here: run this on Debian or Ubuntu.`);
  console.log(`${name}: ${shown.failed.length} failed, ${shown.notTried.length} not tried`);
  return [name, { version: versionOf(from, packageName), ...shown }];
}
