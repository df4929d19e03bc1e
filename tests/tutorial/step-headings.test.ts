import { expect, it } from 'vitest';
import { stepHeadings } from '../../src/tutorial/step-headings.ts';

const mdx = `
## Start

<Tenant only="b2c">

## Choose a flow

### Not a section

<Tenant except="b2c">

## Never

</Tenant>
</Tenant>

<Tabs>
<TabItem label="One">

## In a tab

</TabItem>
</Tabs>
`;
const headings = [
  { depth: 2, slug: 'start', text: 'Start' },
  { depth: 2, slug: 'choose-a-flow', text: 'Choose a flow' },
  { depth: 3, slug: 'not-a-section', text: 'Not a section' },
  { depth: 2, slug: 'never', text: 'Never' },
  { depth: 2, slug: 'in-a-tab', text: 'In a tab' },
];
const slugs = (tenantType: 'b2c' | 'entra-id') =>
  stepHeadings(mdx, headings, tenantType, 'page').map(({ slug }) => slug);

it('lists the sections of a track, those in nested blocks and in tabs too', () => {
  expect(slugs('b2c')).toEqual(['start', 'choose-a-flow', 'in-a-tab', 'checkpoint']);
});

it('leaves out what another track shows', () => {
  expect(slugs('entra-id')).toEqual(['start', 'in-a-tab', 'checkpoint']);
});
