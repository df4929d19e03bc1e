import { expect, it } from 'vitest';
import { pretty } from '../../src/demo/pretty.ts';

it('gives each member a line, and lets a short object inside share one', () => {
  const tasks = [
    { id: 1, done: true },
    { id: 2, title: 'x'.repeat(60) },
  ];
  expect(pretty(JSON.stringify({ owner: 'Alex "A"', tags: ['a', null], none: {}, tasks }))).toBe(
    [
      '{',
      '  "owner": "Alex \\"A\\"",',
      '  "tags": ["a", null],',
      '  "none": {},',
      '  "tasks": [',
      '    { "id": 1, "done": true },',
      '    {',
      '      "id": 2,',
      `      "title": "${'x'.repeat(60)}"`,
      '    }',
      '  ]',
      '}',
    ].join('\n'),
  );
});

it('does not indent deep JSON level by level', () => {
  const deep = `${'['.repeat(400)}${']'.repeat(400)}`;
  const text = pretty(deep);
  expect(text.length).toBeLessThan(10 * deep.length);
  expect(JSON.parse(text)).toEqual(JSON.parse(deep));
});

it.each(['', 'not JSON', '{"cut": '])('leaves %j as it is', (text) => {
  expect(pretty(text)).toBe(text);
});
