import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { HttpBrowser } from '../http-browser.ts';
import { type Capture, captures, reasons } from './captured/capture.ts';
import { differences, type Seen } from './captured/differences.ts';
import { send } from './captured/requests.ts';
import { withoutOwnNames, withoutRealNames } from './captured/tenant-address.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const json = z.json();

/** The practice tenant's response to the same request, with the names of the real service. */
async function ours({ tenantType: type, here, request, body: expected }: Capture): Promise<Seen> {
  const { status, headers, body } = await send({ tenant, type, here, request, expected });
  const plain = (text: string) => withoutRealNames(withoutOwnNames(tenant, text));
  const named = [...headers].map(([name, value]): [string, string] => [name, plain(value)]);
  return {
    status,
    headers: new Headers(named),
    body: json.parse(JSON.parse(plain(JSON.stringify(body)))),
  };
}

const theirs = ({ status, headers, body, partial }: Capture) => {
  const named = JSON.parse(withoutRealNames(JSON.stringify({ headers, body })));
  return { status, headers: named.headers, body: json.parse(named.body), partial };
};

describe.each(captures.filter(({ absent }) => absent === undefined))('$name', (capture) => {
  test('has the captured members, types, and forms, apart from the differences beside it', async () => {
    await new HttpBrowser().post(`${tenant.frontOrigin}/desk/${capture.tenantType}/reset`, {});
    const found = differences(theirs(capture), await ours(capture));
    expect(found.toSorted()).toEqual(Object.keys(capture.differences).toSorted());
  });
});

describe.each(captures.filter(({ absent }) => absent !== undefined))('$name', (capture) => {
  test('is absent here: the request is refused', async () => {
    expect((await ours(capture)).status).toBeGreaterThanOrEqual(400);
  });
});

const page = readFileSync('src/content/docs/reference/parity.mdx', 'utf8');
const rows = [...page.matchAll(/^\| (.+?) \|/gm)].map(([, area]) => area);

test.each(Object.entries(reasons).filter(([, { row }]) => row !== undefined))(
  'the reason %s is a row on /reference/parity/',
  (_, { row }) => {
    expect(rows).toContain(row);
  },
);

test('every difference has a reason, and every reason explains a difference', () => {
  const given = captures.flatMap(({ differences: each, absent }) => [
    ...Object.values(each),
    ...(absent === undefined ? [] : [absent]),
  ]);
  expect(new Set(given)).toEqual(new Set(Object.keys(reasons)));
});

test('no capture names a person, a tenant, or an app of the real service', () => {
  const identifiers = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|eyJ[\w-]{20,}/;
  const publicIds = [
    '00000003-0000-0000-c000-000000000000',
    '9188040d-6c67-4c5b-b112-36a304b66dad',
  ];
  for (const { name, body, headers, request } of captures) {
    const text = publicIds.reduce(
      (all, id) => all.replaceAll(id, ''),
      JSON.stringify({ body, headers, request }),
    );
    expect(identifiers.exec(text)?.[0], name).toBeUndefined();
  }
});
