import { expect, it } from 'vitest';
import { tokenPartitions } from '../../../samples/middle-tier/token-partitions.ts';

const hour = 3_600_000;

it('opens a partition with the very token that filled it', () => {
  const partitions = tokenPartitions(() => 0);
  partitions.set('alex’s token', 'alex’s cache', hour);
  expect(partitions.get('alex’s token')).toBe('alex’s cache');
  expect(partitions.get('sam’s token')).toBeUndefined();
});

it('forgets a partition when its token ends', () => {
  let now = 0;
  const partitions = tokenPartitions(() => now);
  partitions.set('token', 'cache', hour);
  now = hour;
  expect(partitions.get('token')).toBeUndefined();
});

it('clears ended partitions away, and keeps a thousand at most', () => {
  let now = 0;
  const partitions = tokenPartitions(() => now);
  for (let index = 0; index < 1_200; index += 1) partitions.set(`token ${index}`, 'cache', hour);
  expect(partitions.size()).toBe(1_000);
  expect(partitions.get('token 0')).toBeUndefined();
  expect(partitions.get('token 1199')).toBe('cache');
  now = hour;
  partitions.set('new', 'cache', 2 * hour);
  expect(partitions.size()).toBe(1);
});
