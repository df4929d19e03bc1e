import { expect, it } from 'vitest';
import {
  keepProgress,
  progressKey,
  readProgress,
  tick,
} from '../../src/tutorial/browser/progress.ts';

function store(content?: string) {
  const kept = new Map(content === undefined ? [] : [[progressKey, content]]);
  return {
    kept,
    open: () => ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    }),
  };
}
const refused = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

it('reads back what was ticked', () => {
  const { open } = store();
  keepProgress(open, tick(readProgress(open), 'b2c', 'overview', true));
  keepProgress(open, tick(readProgress(open), 'entra-id', 'sign-in', true));
  expect(readProgress(open)).toEqual({ b2c: ['overview'], 'entra-id': ['sign-in'] });
});

it('ticks a step once, and takes the tick away again', () => {
  const twice = tick(tick({}, 'b2c', 'overview', true), 'b2c', 'overview', true);
  expect(twice).toEqual({ b2c: ['overview'] });
  expect(tick(twice, 'b2c', 'overview', false)).toEqual({ b2c: [] });
});

it('leaves nothing behind when nothing is ticked', () => {
  const { kept, open } = store('{"b2c":["overview"]}');
  keepProgress(open, { b2c: [] });
  expect(kept.size).toBe(0);
});

it('writes nothing by reading', () => {
  const { kept, open } = store();
  readProgress(open);
  expect(kept.size).toBe(0);
});

it.each(['no json', 'null', '[]', '7', '{"b2c":7}', '{"b2c":[7]}'])(
  'starts over when the stored progress is damaged: %s',
  (content) => {
    expect(readProgress(store(content).open)).toEqual({});
  },
);

it('works without memory in a browser that keeps nothing', () => {
  expect(readProgress(refused)).toEqual({});
  expect(() => keepProgress(refused, { b2c: ['overview'] })).not.toThrow();
});
