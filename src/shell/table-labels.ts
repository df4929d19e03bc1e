const table = /<table\b(?:(?!<thead class="sr-only)[\s\S])*?<\/table>/g;
const headings = /<th\b[^>]*>([\s\S]*?)<\/th>/g;
const row = /<tr\b[\s\S]*?<\/tr>/g;

/**
 * Tables of three columns and more, each cell with the name of its column: on a phone a row stands
 * as a small list, and its values need their names. Tables that look after themselves (a `thead`
 * for screen readers only) and those of two columns stay as they are.
 */
export function withColumnNames(html: string): string {
  return html.replace(table, (whole) => {
    const [head = '', ...body] = whole.split(/(?<=<\/thead>)/);
    const names = [...head.matchAll(headings)].map(([, content = '']) => textOf(content));
    if (names.length < 3) return whole;
    return head + body.join('').replace(row, (cells) => labelled(cells, names));
  });
}

function labelled(cells: string, names: readonly string[]): string {
  let column = 0;
  return cells.replace(/<t[dh]\b/g, (cell) => {
    const name = names[column];
    column += 1;
    return column === 1 || !name ? cell : `${cell} data-label="${name}"`;
  });
}

const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('"', '&quot;')
    .trim();
