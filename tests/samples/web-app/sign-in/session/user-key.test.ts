import { expect, it } from 'vitest';
import { userKey } from '../../../../../samples/web-app/sign-in/index.ts';
import { userKeyIn } from '../../../../../samples/web-app/sign-in/session/user-key.ts';

const tenantId = '0a0a0a0a-1111-4111-8111-111111111111';
const objectId = '0b0b0b0b-2222-4222-8222-222222222222';

it('the key of a user names their tenant and their object, in lower case', () => {
  const key = `${tenantId}.${objectId}`;
  expect(userKey({ tenantId, objectId })).toBe(key);
  expect(userKey({ tenantId: tenantId.toUpperCase(), objectId: objectId.toUpperCase() })).toBe(key);
});

it('a guest has another key in each tenant', () => {
  const other = '0e0e0e0e-5555-4555-8555-555555555555';
  expect(userKey({ tenantId, objectId })).not.toBe(userKey({ tenantId: other, objectId }));
});

it('a subject keeps its case', () => {
  expect(userKey({ tenantId, objectId: 'AbC' })).toBe(`${tenantId}.AbC`);
});

it.each([
  [`${tenantId.toUpperCase()}.${objectId.toUpperCase()}`, `${tenantId}.${objectId}`],
  [`${tenantId}.Sub.ject`, `${tenantId}.Sub.ject`],
  [objectId, undefined],
  ['sub.ject', undefined],
  [`${tenantId}.`, undefined],
  [`x${tenantId}.${objectId}`, undefined],
])('the key in %s is %s', (text, key) => {
  expect(userKeyIn(text)).toBe(key);
});
