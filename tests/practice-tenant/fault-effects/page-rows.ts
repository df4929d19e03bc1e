import { readFileSync } from 'node:fs';

const page = readFileSync(
  new URL('../../../src/content/docs/reference/practice-tenant.mdx', import.meta.url),
  'utf8',
);
const [, section = ''] = /^## Faults on purpose\n([\s\S]*?)^## /m.exec(page) ?? [];

/** What the page on the practice tenant says of each fault; some share a row. */
export const pageRows: ReadonlyMap<string, string> = new Map(
  [...section.matchAll(/^\| (`.+?) \| (.+) \|$/gm)].flatMap(([, faults = '', text = '']) =>
    [...faults.matchAll(/`([^`]+)`/g)].map(([, fault = '']) => [fault, text] as const),
  ),
);
