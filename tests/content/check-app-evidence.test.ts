import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { versionOf } from '../../scripts/package-versions.ts';
import { checks } from '../../src/check-app/checks/checks.ts';
import { checkedApps } from '../../src/checked-apps/apps.ts';
import { comparisons, differences, isSame } from '../../src/checked-apps/earlier-checks.ts';
import { checkedAppsEvidenceSchema } from '../../src/checked-apps/evidence.ts';
import { failures, type Reason, untried } from '../../src/checked-apps/reasons.ts';
import { checkedAppsTables, tableMarks } from '../../src/checked-apps/tables.ts';
import { peerChecks } from '../../src/security/peers.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const evidence = checkedAppsEvidenceSchema.parse(
  JSON.parse(read('src/checked-apps/evidence.json')),
);

/** "app: check" for each that reasons explain. */
const explained = (reasons: readonly Reason[]): string[] =>
  reasons
    .flatMap(({ apps, checks: ids }) => apps.flatMap((app) => ids.map((id) => `${app}: ${id}`)))
    .sort();
const shown = (outcome: 'failed' | 'notTried'): string[] =>
  Object.entries(evidence.apps)
    .flatMap(([app, results]) => results[outcome].map((id) => `${app}: ${id}`))
    .sort();

test('the run had every check that there is, and every app of the page', () => {
  expect(evidence.checks).toEqual(checks.map(({ id }) => id));
  expect(Object.keys(evidence.apps)).toEqual(checkedApps.map(({ name }) => name));
});

test('every failure has exactly one reason, and every reason a failure', () => {
  expect(explained(failures)).toEqual(shown('failed'));
});

test('everything that couldn’t be tried has exactly one reason, and every reason belongs to one', () => {
  expect(explained(untried)).toEqual(shown('notTried'));
});

test('every result that differs from the earlier measurement is explained, and no other', () => {
  const differing = comparisons(evidence).filter((each) => !isSame(each));
  const named = (all: readonly { app: string; number: string }[]) =>
    all.map(({ app, number }) => `${app}: ${number}`);
  expect(named(differing)).toEqual(named(differences));
});

test('every earlier check has a counterpart that exists', () => {
  const ids = new Set(checks.map(({ id }) => id));
  const all = comparisons(evidence);
  expect(all.filter(({ checks: found }) => found.length === 0)).toEqual([]);
  expect(all.flatMap(({ checks: found }) => found).filter((id) => !ids.has(id))).toEqual([]);
  expect(new Set(all.map(({ number }) => number)).size).toBe(peerChecks.length);
});

// Debian's versions differ from machine to machine: the page has those of the run.
test.each(checkedApps.filter(({ from }) => from !== 'Debian'))(
  'the version of $name is the one that is installed',
  ({ name, from, package: packageName }) => {
    expect(evidence.apps[name]?.version).toBe(versionOf(from, packageName));
  },
);

test('the page has the tables that belong to the run; scripts/check-app-evidence.ts writes it', () => {
  const page = read('src/content/docs/reference/check-app-results.mdx');
  const tables = page.split(tableMarks.begin)[1]?.split(tableMarks.end)[0]?.trim();
  expect(tables).toBe(checkedAppsTables(evidence));
});
