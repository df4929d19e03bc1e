import { describe, expect, it } from 'vitest';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';
import { steps } from '../steps.ts';
import { practiceWords, writtenStep } from './practice-path.ts';

/** The step in which the reader's own app first signs them in, and what the app then shows. */
const firstSignIn = { step: 'get-project', shows: 'You are signed in as' };

describe.each(tenantTypes)('from the first page of the track %s', (tenantType) => {
  it('to the reader’s own app, signed in, are at most 900 words', () => {
    const path = steps.slice(0, steps.indexOf(firstSignIn.step) + 1);
    const words = path.map((step) =>
      practiceWords(
        writtenStep(step),
        tenantType,
        step,
        step === firstSignIn.step ? firstSignIn.shows : undefined,
      ),
    );
    expect(path).toEqual(['overview', 'prepare-tenant', 'register-app', 'get-project']);
    for (const count of words) expect(count).toBeGreaterThan(50);
    const sum = words.reduce((total, count) => total + count, 0);
    expect(sum, words.join(' + ')).toBeLessThanOrEqual(900);
  });
});

it('counts what the track and the practice tenant show, and nothing else', () => {
  const body = `One <Tenant only="b2c">two</Tenant><Tenant except="b2c">never</Tenant>

<Tabs syncKey="path">
<TabItem label="Practice tenant">

Open <Value name="desk" />, then \`three\`.

\`\`\`sh
npm start
\`\`\`

</TabItem>
<TabItem label="Your own tenant">

Not this.

</TabItem>
</Tabs>

The end is here.

Beyond it.
`;
  const step = { description: 'A description.', body };
  expect(practiceWords(step, 'b2c', 'The page', 'The end')).toBe(2 + 2 + 4 + 2 + 4);
  expect(() => practiceWords(step, 'b2c', 'The page', 'no such words')).toThrow('does not say');
});
