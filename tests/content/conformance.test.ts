import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { conformanceTables, tableMarks } from '../../src/conformance/markdown.ts';
import {
  conformanceSchema,
  type Outcome,
  type Subject,
  subjects,
} from '../../src/conformance/outcomes.ts';
import { type Plan, plans } from '../../src/conformance/plans.ts';
import { reasons, reasonsFor } from '../../src/conformance/reasons.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const conformance = conformanceSchema.parse(JSON.parse(read('src/conformance/outcomes.json')));
const page = read('src/content/docs/reference/conformance.mdx');

/** Every module against everything that it runs against. */
const all = (Object.keys(plans) as Plan[]).flatMap((plan) =>
  plans[plan].flatMap((module) =>
    subjects[plan].map((subject): [string, Subject, Outcome | undefined] => [
      module,
      subject,
      conformance.outcomes[plan][module]?.[subject],
    ]),
  ),
);
const nonPasses = all.flatMap(([module, subject, outcome]) =>
  (outcome?.conditions ?? []).map((condition) => [module, subject, condition] as const),
);

describe('the outcomes of the OpenID Foundation’s modules', () => {
  test('are those of 35 modules and 1 for a provider, and of 14 for an app', () => {
    expect(Object.values(plans).map((modules) => new Set(modules).size)).toEqual([35, 1, 14]);
    expect(all.every(([, , outcome]) => outcome !== undefined)).toBe(true);
  });

  test('say what didn’t hold wherever a module doesn’t pass, and nothing where it does', () => {
    for (const [module, subject, outcome] of all) {
      const isPass = outcome?.result === 'passed';
      expect(outcome?.conditions.length === 0, `${module} with ${subject}`).toBe(isPass);
    }
  });

  test('have one reason for each condition that didn’t hold', () => {
    for (const [module, subject, condition] of nonPasses) {
      const numbers = reasonsFor(condition, subject);
      expect(numbers, `${condition} in ${module} with ${subject}`).toHaveLength(1);
    }
  });

  test('need every reason, for every condition that it names', () => {
    for (const [index, { conditions }] of reasons.entries())
      for (const name of conditions) {
        const isNeeded = nonPasses.some(
          ([, subject, condition]) =>
            condition === name && reasonsFor(condition, subject).includes(index + 1),
        );
        expect(isNeeded, `${name} of reason ${index + 1}`).toBe(true);
      }
  });

  test('leave no gap', () => {
    expect(reasons.filter(({ category }) => category === 'gap')).toEqual([]);
  });
});

test('the page has the tables that belong to the outcomes; scripts/conformance-evidence.ts writes them', () => {
  const tables = page.split(tableMarks.begin)[1]?.split(tableMarks.end)[0]?.trim();
  expect(tables).toBe(conformanceTables(conformance));
});

test('the page lists the document of every reason', () => {
  const [, frontMatter = ''] = page.split('---');
  for (const { source } of reasons) expect(frontMatter).toContain(source.url);
});
