import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TenantType, tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { errorCatalogue } from '../../src/practice-tenant/errors/catalogue.ts';
import { type PageInstructions, pageInstructions } from '../errors/page-instructions.ts';
import { HttpBrowser } from '../http-browser.ts';
import { expectCode } from './reproducible-codes/answer.ts';
import { uploadCertificate, withCertificate } from './reproducible-codes/client-assertions.ts';
import { Reader } from './reproducible-codes/reader.ts';
import type { Reproduction } from './reproducible-codes/reproduction.ts';
import { reproductions } from './reproducible-codes/reproductions.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const rows = Object.entries<Reproduction>(reproductions);
const codes = rows.map(([code]) => code);
const typesWith = (code: string): readonly TenantType[] =>
  tenantTypes.filter((type) => (type === 'b2c') === code.startsWith('AADB2C'));

/** What is in only one of the lists. */
const apart = (some: readonly string[], others: readonly string[]): string[] => [
  ...some.filter((each) => !others.includes(each)),
  ...others.filter((each) => !some.includes(each)),
];

test('every code that a page says how to see is seen below, and no other', () => {
  const ofPages = [...pageInstructions.keys()].filter(
    (code) => /^AAD(?:STS|B2C)\d/.test(code) || Object.hasOwn(errorCatalogue, code),
  );
  expect(apart(ofPages, codes)).toEqual([]);
});

test('every error of the practice tenant is seen below', () => {
  expect(apart(Object.keys(errorCatalogue), codes)).toEqual([]);
});

/** A reader of the page in front of a tenant as it is at the start, whose clock is right. */
async function fresh(type: TenantType, page: PageInstructions): Promise<Reader> {
  vi.useRealTimers();
  // Users of the others come to an organization's apps as well.
  const others = type === 'entra-id' ? ['northwind', 'litware', 'personal'] : [];
  for (const key of [type, ...others]) {
    const { status } = await new HttpBrowser().post(`${tenant.frontOrigin}/desk/${key}/reset`, {});
    if (status !== 200) throw new Error(`${key} was not reset.`);
  }
  return new Reader(tenant, type, page);
}

describe.each(rows)('%s', (code, { types, error, follow }) => {
  test.each(types ?? typesWith(code))('is seen with %s, as its page says', async (type) => {
    const page = pageInstructions.get(code);
    if (page === undefined) throw new Error(`/errors/${code}/ does not say how to see it.`);
    const reader = await fresh(type, page);
    expectCode(await follow(reader), code, error);
  });
});

test('an assertion that the registered certificate signs is taken', async () => {
  const [page] = pageInstructions.values();
  if (page === undefined) throw new Error('No page says how to see an error.');
  const reader = await fresh('entra-id', page);
  await uploadCertificate(reader);
  const answer = await withCertificate(reader);
  expect(answer).toMatchObject({ status: 200, json: { access_token: expect.any(String) } });
});
