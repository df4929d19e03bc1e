import { expect, it } from 'vitest';
import { trackLength } from '../../src/tutorial/track-length.ts';

it('counts what the practice tenant is enough for, and names the step that needs an Azure account', () => {
  expect(
    trackLength([
      { data: { order: 1, minutes: 3 } },
      { data: { order: 2, minutes: 14 } },
      { data: { order: 3, minutes: 45, azureAccount: true } },
    ]),
  ).toBe(
    '2 steps, about 15 minutes, on the practice tenant. Step 3 needs an Azure account and costs money.',
  );
});
