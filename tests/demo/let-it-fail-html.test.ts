import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../src/auth/faults/demo-faults.ts';
import { letItFailHtml, switchOffHtml } from '../../src/demo/let-it-fail-html.ts';
import { type TenantType, tenantTypes } from '../../src/scenarios/tenant-types.ts';

const user = {
  name: 'Alex Rivera',
  username: 'alex@contoso.onmicrosoft.com',
  tenantId: 't',
  objectId: 'o',
  subject: 's',
  issuer: 'i',
  roles: [],
  groups: [],
};
const choosing = (tenantType: TenantType) => ({
  demoName: tenantType,
  user: undefined,
  letItFail: { offered: faultsOf(tenantType), on: undefined, suggested: undefined },
});
const textOf = (state: Parameters<typeof letItFailHtml>[0]) => {
  const shown = letItFailHtml(state, '/demo/entra-id/');
  return shown ? shown.text : '';
};

it('offers nothing in an operator’s tenant', () => {
  expect(textOf({ demoName: 'entra-id', user: undefined, letItFail: undefined })).toBe('');
});

describe.each(tenantTypes)('%s', (tenantType) => {
  it('offers each fault once, in groups that have one at least', () => {
    const text = textOf(choosing(tenantType));
    const names = [...text.matchAll(/<option value="([^"]+)"/g)].map(([, name]) => name);
    expect(names).toEqual(faultsOf(tenantType));
    expect(text).not.toMatch(/<optgroup label="[^"]+"><\/optgroup>/);
    expect(text).not.toContain(' selected');
    expect(text).toContain('<details class="demo-faults" id="let-it-fail">');
  });
});

it.each([
  ['wrong-nonce', undefined, 'Sign in now, and read the trace.'],
  ['wrong-nonce', user, 'Sign out, sign in again, and read the trace.'],
  ['graph-throttled', undefined, 'Sign in, call the API, and read the trace.'],
  ['graph-throttled', user, 'Call the API now, and read the trace.'],
  ['grant-revoked', user, 'sign out and in again first'],
] as const)('names the next action after %s', (on, who, next) => {
  const state = choosing('entra-id');
  const text = textOf({ ...state, user: who, letItFail: { ...state.letItFail, on } });
  expect(text).toContain(next);
  expect(text).toContain('Switch it off');
  expect(text).not.toContain('<select');
});

it('switches off with a quiet button, unless that is what to do next', () => {
  expect(switchOffHtml('b2c', '/').text).toContain('class="lab-button quiet small"');
  expect(switchOffHtml('b2c', '/', { quiet: false }).text).toContain('class="lab-button"');
});
