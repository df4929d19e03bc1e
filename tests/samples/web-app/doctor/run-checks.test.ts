import { expect, test, vi } from 'vitest';
import { type Check, check } from '../../../../samples/web-app/doctor/check.ts';
import { checks } from '../../../../samples/web-app/doctor/command/checks.ts';
import type { Finding } from '../../../../samples/web-app/doctor/finding.ts';
import type { Known } from '../../../../samples/web-app/doctor/known.ts';
import { runChecks } from '../../../../samples/web-app/doctor/run-checks.ts';
import { realSurroundings } from '../../../../samples/web-app/doctor/surroundings.ts';

async function findingsOf(list: readonly Check[], given: Known = {}): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const each of runChecks(list, given, realSurroundings())) findings.push(each);
  return findings;
}

const environment = { environment: {} };

test('findings come in the order of the list, although independent checks run at the same time', async () => {
  const order: string[] = [];
  const slow = Promise.withResolvers<void>();
  const first = check({
    id: 'first',
    title: 'First',
    needs: [],
    async run(say) {
      await slow.promise;
      order.push('first');
      return say.ok('done');
    },
  });
  const second = check({
    id: 'second',
    title: 'Second',
    needs: [],
    run(say) {
      order.push('second');
      slow.resolve();
      return say.ok('done');
    },
  });
  const findings = await findingsOf([first, second]);
  expect(order).toEqual(['second', 'first']);
  expect(findings.map((finding) => finding.check)).toEqual(['first', 'second']);
});

test('a check runs after those that find out what it needs, and gets it', async () => {
  const finder = check({
    id: 'finder',
    title: 'Finder',
    needs: [],
    provides: ['trust'],
    run: (say) => ({ findings: [say.ok('found')], learned: { trust: 'own' } }),
  });
  const user = check({
    id: 'user',
    title: 'User',
    needs: ['trust'],
    run: (say, { trust }) => say.ok(trust),
  });
  expect((await findingsOf([finder, user])).at(-1)?.seen).toBe('own');
});

test('a check whose needs nobody could find out says where to start, and does not run', async () => {
  const finder = check({
    id: 'finder',
    title: 'Finder',
    needs: [],
    provides: ['trust'],
    run: (say) => say.failed('nothing there', 'Look again.'),
  });
  const run = vi.fn();
  const user = check({ id: 'user', title: 'User', needs: ['trust'], run });
  const after = check({ id: 'after', title: 'After', needs: [], run: (say) => say.ok('done') });
  const [, skipped, last] = await findingsOf([finder, user, after]);
  expect(run).not.toHaveBeenCalled();
  expect(skipped).toMatchObject({ check: 'user', status: 'unknown' });
  expect(skipped?.seen).toContain('"Finder"');
  expect(last?.status).toBe('ok');
});

test('a check that never ends is given up after five seconds', async () => {
  vi.useFakeTimers();
  const hanging = check({
    id: 'hanging',
    title: 'Hanging',
    needs: [],
    run: () => new Promise<Finding>(() => {}),
  });
  const findings = findingsOf([hanging]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await findings).toEqual([expect.objectContaining({ status: 'unknown' })]);
});

test('a check that throws says so, and the others go on', async () => {
  const broken = check({
    id: 'broken',
    title: 'Broken',
    needs: [],
    run() {
      throw new Error('out of order');
    },
  });
  const after = check({ id: 'after', title: 'After', needs: [], run: (say) => say.ok('done') });
  const [first, last] = await findingsOf([broken, after]);
  expect(first).toMatchObject({ status: 'unknown', seen: expect.stringContaining('out of order') });
  expect(last?.status).toBe('ok');
});

test('each ID is there once, and whatever a check needs is given or found out before it', () => {
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  const found = new Set<string>(Object.keys(environment));
  for (const { id, needs, provides } of checks) {
    expect(
      needs.filter((need) => !found.has(need)),
      id,
    ).toEqual([]);
    for (const each of provides) found.add(each);
  }
});

test('a secret in a finding would be replaced, as it is written and as it is meant', async () => {
  const variables = {
    CLIENT_SECRET: 'a~client~secret',
    REDIS_URL: 'rediss://me:p%40ssword@cache.example:6380',
  };
  const careless = check({
    id: 'careless',
    title: 'Careless',
    needs: [],
    run: (say) => say.failed('a~client~secret p@ssword', 'p%40ssword'),
  });
  expect(await findingsOf([careless], { environment: variables })).toEqual([
    expect.objectContaining({ seen: '(secret) (secret)', todo: '(secret)' }),
  ]);
});

test('a check that could not run sends its reader to the first one that came to nothing', async () => {
  const first = check({
    id: 'first',
    title: 'First',
    needs: [],
    provides: ['registration'],
    run: (say) => say.failed('nothing', 'Correct it.'),
  });
  const second = check({
    id: 'second',
    title: 'Second',
    needs: ['registration'],
    provides: ['document'],
    run: (say) => say.ok('done'),
  });
  const third = check({
    id: 'third',
    title: 'Third',
    needs: ['document'],
    run: (say) => say.ok('done'),
  });
  const findings = await findingsOf([first, second, third]);
  expect(findings.at(-1)).toMatchObject({
    seen: expect.stringContaining('"First"'),
    todo: expect.stringContaining('"First"'),
    waitsFor: { check: 'first', title: 'First' },
  });
});
