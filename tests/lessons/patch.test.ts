import { describe, expect, test } from 'vitest';
import { changesIn, patched } from '../../src/lessons/patch.ts';

const change = `--- a/app.ts
+++ b/app.ts
@@ -1,3 +1,4 @@
 one
-two
+deux
+trois
 four
`;
const addition = `--- /dev/null
+++ b/new.ts
@@ -0,0 +1,2 @@
+first
+second
`;
const before = new Map([['app.ts', 'one\ntwo\nfour\n']]);

describe('a patch', () => {
  test('changes the files that it names, and adds new ones', () => {
    const after = patched(before, change + addition, 'lesson');
    expect(Object.fromEntries(after)).toEqual({
      'app.ts': 'one\ndeux\ntrois\nfour\n',
      'new.ts': 'first\nsecond\n',
    });
  });

  test('leaves the files that it gets as they are', () => {
    patched(before, change + addition, 'lesson');
    expect(Object.fromEntries(before)).toEqual({ 'app.ts': 'one\ntwo\nfour\n' });
  });

  test.each([
    ['whose lines are others', new Map([['app.ts', 'one\nzwei\nfour\n']]), change],
    ['that isn’t there', new Map(), change],
    ['that it adds, and is there already', new Map([['new.ts', '']]), addition],
  ])('is refused with a file %s', (_, files, text) => {
    expect(() => patched(files, text, 'the-lesson')).toThrow(/^the-lesson .*(app|new)\.ts.*\.$/);
  });
});

test('a change is shown with the numbers of its lines, before and after', () => {
  const [app, added] = changesIn(change + addition);
  expect(app).toEqual({
    path: 'app.ts',
    isNew: false,
    hunks: [
      [
        { kind: 'same', text: 'one', before: 1, after: 1 },
        { kind: 'removed', text: 'two', before: 2 },
        { kind: 'added', text: 'deux', after: 2 },
        { kind: 'added', text: 'trois', after: 3 },
        { kind: 'same', text: 'four', before: 3, after: 4 },
      ],
    ],
  });
  expect(added).toMatchObject({ path: 'new.ts', isNew: true });
});
