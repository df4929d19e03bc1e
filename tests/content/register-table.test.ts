import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { optionsFrom } from '../../samples/web-app/register/command-line.ts';
import { graphRequests } from '../../samples/web-app/register/permissions.ts';

const page = readFileSync('src/content/docs/reference/register.mdx', 'utf8');

/** Each table of requests comes after the permission that its requests need. */
const listed = page
  .split(/^With `/m)
  .slice(1)
  .flatMap((part) => {
    const permission = part.slice(0, part.indexOf('`'));
    const requests = [...part.matchAll(/^\| `((?:GET|POST|PATCH|DELETE) [^`]+)` \|/gm)];
    return requests.map(([, request]) => `${permission}: ${request}`);
  });

test('the page lists every request that the command sends, with its permission, and no other', () => {
  const sent = graphRequests.map(
    ({ method, path, permission }) => `${permission}: ${method} ${path}`,
  );
  expect(listed.toSorted()).toEqual(sent.toSorted());
});

test('the page lists every option', () => {
  const [, table = ''] = page.split('## Options');
  const named = [...(table.split('## ')[0]?.matchAll(/^\| `--([\w-]+)/gm) ?? [])].map(
    ([, name]) => name,
  );
  const known = [
    ...readFileSync('samples/web-app/register/command-line.ts', 'utf8').matchAll(
      /^ {2}--([\w-]+)/gm,
    ),
  ];
  expect(named.toSorted()).toEqual(known.map(([, name]) => name).toSorted());
  expect(optionsFrom(['--dry-run']).dryRun).toBe(true);
});
