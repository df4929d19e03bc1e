import { expect, it } from 'vitest';
import { isSetting } from '../../src/practice-tenant/directory/tenant-settings.ts';
import { isFault } from '../../src/practice-tenant/faults/catalogue.ts';
import { boldWords } from './bold-words.ts';
import { sources } from './names.ts';
import { pages } from './pages.ts';
import { emphasis, portalLabels } from './portal-labels.ts';

const ownText = [
  'samples/web-app',
  'src/auth/faults',
  'src/practice-tenant',
  'src/pages',
  'src/scenarios',
  'src/demo',
  'src/downloads',
  'src/errors',
  'src/home',
  'src/own-tenants',
  'src/shell',
  'src/tutorial',
]
  .flatMap((folder) => [...sources(folder).values()])
  .join('\n');
const known = new Set([...portalLabels, ...emphasis]);
const isOwn = (bold: string): boolean => {
  const switched = /^Switch on (.+)$/.exec(bold)?.[1] ?? '';
  return ownText.includes(bold) || isFault(switched) || isSetting(switched);
};

it.each(pages())('$name sets in bold only labels that are on the list', ({ text }) => {
  expect(boldWords(text).filter((bold) => !known.has(bold) && !isOwn(bold))).toEqual([]);
});

it('keeps no label that no page names', () => {
  const named = new Set(pages().flatMap(({ text }) => boldWords(text)));
  expect([...known].filter((label) => !named.has(label))).toEqual([]);
});

it('sees a label with a slip of the pen, and no emphasis of a whole sentence', () => {
  const prose =
    'Select **Api permisions** > **Grant for `<tenant>`**. **It is over.** A **token** …';
  expect(boldWords(prose)).toEqual(['Api permisions', 'Grant for <tenant>']);
  expect(isOwn('Api permisions')).toBe(false);
});
