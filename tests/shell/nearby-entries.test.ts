import { expect, test } from 'vitest';
import { nearbyEntries } from '../../src/shell/nearby-entries.ts';

const pages = (count: number, current = -1) =>
  Array.from({ length: count }, (_, index) => ({
    type: 'link' as const,
    label: `Page ${index}`,
    href: `/page-${index}/`,
    isCurrent: index === current,
    badge: undefined,
    attrs: {},
  }));
const labels = (entries: readonly { label: string }[]) => entries.map(({ label }) => label);

test('a list of usual length stays whole', () => {
  expect(nearbyEntries(pages(40, 3))).toHaveLength(40);
});

test('of a long list the pages around the current one are shown, as many at its ends', () => {
  for (const current of [0, 7, 1000, 1999]) {
    const shown = labels(nearbyEntries(pages(2000, current)));
    expect(shown).toHaveLength(40);
    expect(shown).toContain(`Page ${current}`);
  }
  expect(labels(nearbyEntries(pages(2000, 1000))).at(0)).toBe('Page 980');
});

test('of a long list without the current page the first are shown', () => {
  expect(labels(nearbyEntries(pages(2000))).at(0)).toBe('Page 0');
  expect(nearbyEntries(pages(2000))).toHaveLength(40);
});

test('a group counts as current when a page in it is', () => {
  const group = {
    type: 'group' as const,
    label: 'Group',
    collapsed: false,
    badge: undefined,
    entries: pages(2, 1),
  };
  expect(labels(nearbyEntries([...pages(2000), group]))).toContain('Group');
});
