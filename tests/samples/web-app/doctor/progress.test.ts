import { expect, test } from 'vitest';
import { check } from '../../../../samples/web-app/doctor/check.ts';
import { progress } from '../../../../samples/web-app/doctor/progress.ts';
import { sayFor } from '../../../../samples/web-app/doctor/say.ts';

const checks = ['First', 'Second'].map((title) =>
  check({ id: title, title, needs: [], run: (say) => say.ok('done') }),
);

/** What is written while the first check ends and the second is awaited. */
function written(isTTY: boolean, quiet = false): string {
  let text = '';
  const write = (part: string) => {
    text += part;
    return true;
  };
  const shown = progress({ isTTY, write }, checks, quiet);
  shown.clear();
  shown.after(sayFor('First', 'First').ok('done'));
  shown.clear();
  return text;
}

test('a terminal shows which check is awaited, and the line is cleared before a finding', () => {
  expect(written(true)).toBe('… First\r\u001B[2K… Second\r\u001B[2K');
});

test('nothing is written elsewhere, and not beside JSON', () => {
  expect(written(false)).toBe('');
  expect(written(true, true)).toBe('');
});
