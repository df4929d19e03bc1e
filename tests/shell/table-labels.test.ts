import { expect, it } from 'vitest';
import { withColumnNames } from '../../src/shell/table-labels.ts';

const head = (...names: string[]): string =>
  `<thead><tr>${names.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>`;

it('names the column of every cell but the first', () => {
  const rows = '<tbody><tr><th scope="row">1</th><td>2</td><td class="x">3</td></tr></tbody>';
  expect(
    withColumnNames(`<p></p><table>${head('A', '<code>B</code>', 'C "c"')}${rows}</table>`),
  ).toBe(
    `<p></p><table>${head('A', '<code>B</code>', 'C "c"')}<tbody><tr><th scope="row">1</th>` +
      '<td data-label="B">2</td><td data-label="C &quot;c&quot;" class="x">3</td></tr></tbody></table>',
  );
});

it('begins anew with every row and every table', () => {
  const one = (names: string[]) =>
    `<table>${head(...names)}<tbody><tr><td>1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td><td>6</td></tr></tbody></table>`;
  const html = withColumnNames(one(['A', 'B', 'C']) + one(['D', 'E', 'F']));
  expect(
    [...html.matchAll(/data-label="(.)">(.)/g)].map(([, name, cell]) => `${name}${cell}`),
  ).toEqual(['B2', 'C3', 'B5', 'C6', 'E2', 'F3', 'E5', 'F6']);
});

it('leaves a table of two columns, and one that looks after itself, as they are', () => {
  const cells = '<tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody>';
  const two = `<table>${head('A', 'B')}<tbody><tr><td>1</td><td>2</td></tr></tbody></table>`;
  const own = `<table>${head('A', 'B', 'C').replace('<thead>', '<thead class="sr-only">')}${cells}</table>`;
  expect(withColumnNames(two + own)).toBe(two + own);
});
