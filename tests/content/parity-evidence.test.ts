import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type ErrorCode, errorCatalogue } from '../../src/practice-tenant/errors/catalogue.ts';
import { EntraError } from '../../src/practice-tenant/errors/entra-error.ts';
import { inB2cWords } from '../../src/practice-tenant/errors/in-b2c-words.ts';
import { captures } from '../practice-tenant/captured/capture.ts';
import { reproductions } from '../practice-tenant/reproducible-codes/reproductions.ts';
import type { TableEvidence } from './parity/evidence.ts';
import { titlesIn } from './parity/titles.ts';
import { whatDiffers } from './parity/what-differs.ts';
import { whatIsAbsent } from './parity/what-is-absent.ts';
import { whatWorksTheSame } from './parity/what-works-the-same.ts';

const page = readFileSync('src/content/docs/reference/parity.mdx', 'utf8');
const frontMatter = z.object({ sources: z.array(z.object({ url: z.url() })) });
const sources = frontMatter
  .parse(parse(page.split('---\n')[1] ?? ''))
  .sources.map(({ url }) => url);

/** The rows below a heading, each as its cells, without the row that names the columns. */
const tables = new Map(
  page.split(/^#{2,3} /m).flatMap((section) => {
    const rows = section
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map((line) => line.slice(2, -2).split(' | '));
    return rows.length === 0 ? [] : [[section.split('\n')[0] ?? '', rows.slice(1)] as const];
  }),
);
const entraCodes = Object.keys(errorCatalogue).filter((code): code is ErrorCode =>
  Object.hasOwn(errorCatalogue, code),
);
const codesTable = 'Which B2C code corresponds to which Entra ID code';
const evidence: Readonly<Record<string, TableEvidence>> = {
  ...whatWorksTheSame,
  ...whatDiffers,
  ...whatIsAbsent,
};
const rows = Object.entries(evidence).flatMap(([table, each]) =>
  Object.entries(each).map(([row, given]) => ({ table, row, given })),
);
const named = rows.flatMap(({ given }) => given);

test('the parity page has the tables that have evidence, and one of error codes', () => {
  expect([...tables.keys()].toSorted()).toEqual([codesTable, ...Object.keys(evidence)].toSorted());
});

test.each(Object.entries(evidence))('every row of %s has evidence, and no other', (table, each) => {
  const areas = (tables.get(table) ?? []).map(([area]) => area);
  expect(new Set(areas).size).toBe(areas.length);
  expect(areas.toSorted()).toEqual(Object.keys(each).toSorted());
});

/** A test, not a document, shows what the practice tenant does, so each row needs one. */
test.each(rows)('$table: $row has a test', ({ given }) => {
  expect(given.some((each) => !each.startsWith('https://'))).toBe(true);
});

describe('the evidence for a row of the parity page', () => {
  const written = new Map<string, string[][]>();
  const titlesOf = (path: string) => {
    const titles = written.get(path) ?? titlesIn(path);
    written.set(path, titles);
    return titles;
  };

  test.each([...new Set(named.filter((each) => !each.startsWith('https://')))])(
    'is there: %s',
    (each) => {
      const [file = '', ...title] = each.split(' › ');
      if (file === 'capture') {
        expect(captures.map(({ name }) => name)).toContain(title.join());
        return;
      }
      const path = `tests/${file}`;
      expect(existsSync(path)).toBe(true);
      const wanted = title.join(' › ');
      const matching = titlesOf(path).filter(
        (full) => title.length > 0 && full.slice(-title.length).join(' › ') === wanted,
      );
      expect(matching).toHaveLength(1);
    },
  );

  test('is a source of the page, and every source is evidence', () => {
    const documents = named.filter((each) => each.startsWith('https://'));
    expect([...new Set(documents)].toSorted()).toEqual(sources.toSorted());
  });
});

describe('the table of error codes', () => {
  const codesIn = (cell: string): string[] => cell.match(/AAD(?:STS|B2C)\d+/g) ?? [];

  test.each((tables.get(codesTable) ?? []).map(([cause = '', ...cells]) => ({ cause, cells })))(
    'names codes that can be seen for: $cause',
    ({ cells: [b2c = '', entra = ''] }) => {
      expect(codesIn(b2c).length).toBeGreaterThan(0);
      for (const code of codesIn(b2c)) expect(code).toMatch(/^AADB2C/);
      for (const code of codesIn(entra)) expect(code).toMatch(/^AADSTS/);
      const seen = Object.keys(reproductions);
      expect([...codesIn(b2c), ...codesIn(entra)].filter((code) => !seen.includes(code))).toEqual(
        [],
      );
    },
  );

  test('has the two codes of every cause beside each other', () => {
    const listed = (tables.get(codesTable) ?? []).map((cells) => codesIn(cells.join(' ')));
    for (const code of entraCodes) {
      const counterpart = inB2cWords(new EntraError(code, {})).code;
      const both = new Set([code, counterpart]);
      if (both.size === 1) continue;
      expect([
        ...both,
        listed.some((codes) => [...both].every((each) => codes.includes(each))),
      ]).toEqual([...both, true]);
    }
  });

  test('has every code of B2C', () => {
    const listed = codesIn((tables.get(codesTable) ?? []).flat().join(' '));
    const ofB2c = Object.keys(reproductions).filter((code) => code.startsWith('AADB2C'));
    expect(ofB2c.filter((code) => !listed.includes(code))).toEqual([]);
  });
});
