import { markdownToHtml } from 'satteri';
import { expect, it } from 'vitest';
import { columnNames } from '../../src/starlight/column-names.ts';

const html = (markdown: string): string =>
  markdownToHtml(markdown, { hastPlugins: [columnNames] }).html;
const labels = (markdown: string): string[] =>
  [...html(markdown).matchAll(/<td data-label="([^"]*)">(.)/g)].map(
    ([, name, cell]) => `${name} ${cell}`,
  );

it('names the column of every cell but the first', () => {
  expect(labels('| A | `B` | C "c" |\n|---|---|---|\n| 1 | 2 | 3 |\n')).toEqual([
    'B 2',
    'C &quot;c&quot; 3',
  ]);
});

it('starts over with every row and every table', () => {
  const table = (a: string, b: string, c: string) =>
    `| ${a} | ${b} | ${c} |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |\n\n`;
  expect(labels(`${table('A', 'B', 'C')}and\n\n${table('D', 'E', 'F')}`)).toEqual([
    'B 2',
    'C 3',
    'B 5',
    'C 6',
    'E 2',
    'F 3',
    'E 5',
    'F 6',
  ]);
});

it('leaves a table of two columns as it is', () => {
  expect(html('| A | B |\n|---|---|\n| 1 | 2 |\n')).not.toContain('data-label');
});
