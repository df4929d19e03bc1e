import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { adminRoutes } from '../../src/practice-tenant/admin/routes.ts';

const page = readFileSync('src/content/docs/reference/practice-tenant-in-tests.mdx', 'utf8');

/** What's in angle brackets on the page is a part of any value in the routes. */
const listed = [...page.matchAll(/^\| (`\/[^|]+|none) \|/gm)].flatMap(([, cell = '']) =>
  cell === 'none'
    ? ['']
    : [...cell.matchAll(/`\/([^`?]+)/g)].map(([, path = '']) => path.replace(/<[^>]+>/g, ':')),
);
const there = adminRoutes.map((route) => route.replace(/:\w+/g, ':'));

test('the table of the admin API lists every address that there is, and no other', () => {
  expect(listed.toSorted()).toEqual(there.toSorted());
});
