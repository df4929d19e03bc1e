import { expect, it } from 'vitest';
import { isShown } from '../../src/tutorial/tenant-filter.ts';

const page = 'The step /tutorials/b2c/configure/';

it('shows a block to the tenant types it names, and to no other', () => {
  const only = 'entra-id external-id';
  expect(isShown({ only }, 'entra-id', page)).toBe(true);
  expect(isShown({ only }, 'external-id', page)).toBe(true);
  expect(isShown({ only }, 'external-id-custom-domain', page)).toBe(false);
  expect(isShown({ only }, 'b2c', page)).toBe(false);
});

it('hides a block from the tenant types it excepts', () => {
  expect(isShown({ except: 'b2c' }, 'b2c', page)).toBe(false);
  expect(isShown({ except: 'b2c' }, 'entra-id', page)).toBe(true);
});

it('refuses a name that is no tenant type, and says which there are', () => {
  expect(() => isShown({ only: 'b2c ciam' }, 'b2c', page)).toThrow(
    'The step /tutorials/b2c/configure/ has a <Tenant> for "ciam"; the tenant types are entra-id, external-id, external-id-custom-domain, b2c.',
  );
});

it.each([[{}], [{ only: 'b2c', except: 'entra-id' }]])(
  'refuses a block that names neither or both sides',
  (filter) => {
    expect(() => isShown(filter, 'b2c', page)).toThrow('needs either "only" or "except"');
  },
);

it('refuses a block for nobody', () => {
  expect(() => isShown({ only: ' ' }, 'b2c', page)).toThrow('for nobody');
});
