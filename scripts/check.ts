// `npm run check`: what must hold besides the tests; one line for each, and what is wrong below it.
import { spawnSync } from 'node:child_process';
import { brokenLinks } from './broken-links.ts';
import { pagesOverBudget } from './check-budgets.ts';
import { pagesWithMistakes } from './page-heads.ts';

interface Outcome {
  passed: boolean;
  details: string;
}

const checks: Record<string, () => Outcome> = {
  Types: () => node('astro/bin/astro.mjs', 'check', '--minimumFailingSeverity', 'warning'),
  'Lint and format': () => node('@biomejs/biome/bin/biome', 'check'),
  Spelling: () => node('../scripts/prose.ts', '--spelling'),
  Prose: () => node('../scripts/prose.ts', '--prose'),
  'Folder arrows': () => node('vitest/vitest.mjs', 'run', 'tests/architecture'),
  'Links and anchors of the built site': () => {
    const broken = brokenLinks('dist/client');
    return { passed: broken.length === 0, details: broken.join('\n') };
  },
  'Titles, descriptions and addresses of the built pages': () => {
    const mistakes = pagesWithMistakes('dist/client');
    return { passed: mistakes.length === 0, details: mistakes.join('\n') };
  },
  'Weight of the built pages': () => {
    const tooHeavy = pagesOverBudget('dist/client');
    return { passed: tooHeavy.length === 0, details: tooHeavy.join('\n') };
  },
};
const hints: Record<string, string> = {
  'Lint and format': 'Most of it is repaired by "npx biome check --write".',
  Spelling: 'One file or folder: "npx node scripts/prose.ts --spelling <path>".',
  Prose:
    'The words to use are in src/content/glossary.yaml; one file or folder: "npx node scripts/prose.ts <path>".',
};

let failures = 0;
for (const [name, check] of Object.entries(checks)) {
  const { passed, details } = check();
  console.log(`${passed ? '✓' : '✗'} ${name}`);
  if (passed) continue;
  failures += 1;
  console.log(`${details.trim()}\n${hints[name] ?? ''}`);
}
process.exit(failures === 0 ? 0 : 1);

function node(program: string, ...args: string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [`node_modules/${program}`, ...args],
    { encoding: 'utf8', env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' } },
  );
  return { passed: status === 0, details: `${stdout}${stderr}` };
}
