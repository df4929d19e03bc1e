import { expect, it } from 'vitest';
import { shownRegions } from '../../src/tutorial/shown-regions.ts';

const mdx = `
<SampleCode file="app.ts" region="home" />
<Tenant only="b2c">
<SampleCode region="edit-profile" file="app.ts" title="For B2C" />
<Tenant except="b2c">
<SampleCode file="never.ts" />
</Tenant>
</Tenant>
<SampleCode
  file="sign-in/protocol/client.ts"
/>
`;

it('finds the code of a step in order, the region being optional', () => {
  expect(shownRegions(mdx, 'entra-id', 'page')).toEqual([
    { file: 'app.ts', region: 'home' },
    { file: 'sign-in/protocol/client.ts', region: undefined },
  ]);
});

it('keeps to the blocks of the tenant type, nested ones too', () => {
  const files = shownRegions(mdx, 'b2c', 'page').map(({ file, region }) => `${file} ${region}`);
  expect(files).toEqual([
    'app.ts home',
    'app.ts edit-profile',
    'sign-in/protocol/client.ts undefined',
  ]);
});
