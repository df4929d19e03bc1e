import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { partsFor } from '../../src/local-addresses/parts-by-mode.ts';

const page = `For everyone.

{/* Own machine: */}

Start it.

{/* Hosted: */}

It runs.

1. Both count.

   {/* Own machine: */}

   \`here\`

   {/* Both: */}

2. The end.
`;

it('a reader sees the parts for readers on a machine of their own, or those for readers of a hosted lab', () => {
  expect(partsFor('Own machine', page)).toBe(
    'For everyone.\n\nStart it.\n\n   `here`\n\n2. The end.\n',
  );
  expect(partsFor('Hosted', page)).toBe(
    'For everyone.\n\nIt runs.\n\n1. Both count.\n\n2. The end.\n',
  );
});

it('text without such parts stays as it is', () => {
  const code = 'const x = 1; /* Both: */\n{/* The table is written by a script. */}\n';
  expect(partsFor('Own machine', code)).toBe(code);
  expect(partsFor('Hosted', code)).toBe(code);
});

const content = join(import.meta.dirname, '../../src/content');
const pages = readdirSync(content, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.mdx'))
  .map((path) => ({ path, text: readFileSync(join(content, path), 'utf8') }));

it('a comment that looks like one of these begins a part', () => {
  const left = pages.flatMap(({ path, text }) =>
    [partsFor('Own machine', text), partsFor('Hosted', text)]
      .filter((shown) => /\{\/\*[^*]*: ?\*\/\}/.test(shown))
      .map(() => path),
  );
  expect(left).toEqual([]);
});
