// Runs the tests named after the OpenID Foundation's modules, and writes what they showed into outcomes.json and the page.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { conformanceTables, tableMarks } from '../src/conformance/markdown.ts';
import { type Conformance, conformanceSchema, results } from '../src/conformance/outcomes.ts';
import { type Plan, plans } from '../src/conformance/plans.ts';

const folder = new URL('../', import.meta.url);
const at = (path: string): URL => new URL(path, folder);
const read = (path: string): string => readFileSync(at(path), 'utf8');
const report = 'test-results/conformance.json';
const file = 'src/conformance/outcomes.json';
const page = 'src/content/docs/reference/conformance.mdx';

const names = Object.keys(plans) as [Plan, ...Plan[]];
const shown = z.object({
  plan: z.enum(names),
  module: z.string(),
  subject: z.string(),
  result: z.enum(results),
  conditions: z.array(z.string()),
});
const reportSchema = z.object({
  startTime: z.number(),
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ title: z.string(), meta: z.object({ conformance: shown.optional() }) }),
      ),
    }),
  ),
});

mkdirSync(at('test-results'), { recursive: true });
// An outcome that differs from the recorded one is a failed test, and what this script is for.
spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=json',
    `--outputFile.json=${report}`,
    'tests/conformance',
  ],
  { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
);
const { startTime, testResults } = reportSchema.parse(JSON.parse(read(report)));
const outcomes: Record<string, Record<string, Record<string, object>>> = {};
for (const plan of names) outcomes[plan] = {};
for (const { title, meta } of testResults.flatMap(({ assertionResults }) => assertionResults)) {
  if (meta.conformance === undefined) {
    if (title.endsWith('has the recorded outcome'))
      throw new Error(`There's no outcome of "${title}".`);
    continue;
  }
  const { plan, module, subject, result, conditions } = meta.conformance;
  const ofPlan = outcomes[plan] ?? {};
  ofPlan[module] = { ...ofPlan[module], [subject]: { result, conditions } };
  outcomes[plan] = ofPlan;
}
const before = conformanceSchema.pick({ suite: true }).parse(JSON.parse(read(file)));
const after: Conformance = conformanceSchema.parse({
  date: new Date(startTime).toISOString().slice(0, 10),
  suite: before.suite,
  outcomes,
});
writeFileSync(at(file), `${JSON.stringify(after, undefined, 2)}\n`);
spawnSync(process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'format', '--write', file], {
  cwd: folder,
  stdio: 'inherit',
});
const [head = '', rest = ''] = read(page).split(tableMarks.begin);
const tail = rest.split(tableMarks.end)[1] ?? '';
writeFileSync(
  at(page),
  `${head}${tableMarks.begin}\n\n${conformanceTables(after)}\n\n${tableMarks.end}${tail}`,
);
