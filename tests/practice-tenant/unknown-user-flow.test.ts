import { afterAll, beforeAll, expect, test } from 'vitest';
import { HttpBrowser } from '../http-browser.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const b2c = '/fabrikam.onmicrosoft.com';
const metadata = 'v2.0/.well-known/openid-configuration';
const known = /B2C_1_nope[\s\S]*B2C_1_signupsignin[\s\S]*B2C_1_resetpassword/;

test.each([
  [`${b2c}/B2C_1_nope/${metadata}`, 'GET'],
  [`${b2c}/${metadata}?p=B2C_1_nope`, 'GET'],
  [`${b2c}/B2C_1_nope/oauth2/v2.0/token`, 'POST'],
  [`${b2c}/oauth2/v2.0/token?p=B2C_1_nope`, 'POST'],
])('%s is a 404 that names the user flows in JSON', async (path, method) => {
  const answer = await fetch(tenant.origin + path, { method });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({
    error: 'invalid_request',
    error_description: expect.stringMatching(known),
  });
});

test.each([
  `${b2c}/B2C_1_nope/oauth2/v2.0/authorize?client_id=x`,
  `${b2c}/oauth2/v2.0/authorize?client_id=x&p=B2C_1_nope`,
])('%s is a 404 that names the user flows on a page', async (path) => {
  const page = await new HttpBrowser().open(tenant.frontOrigin + path);
  expect(page.status).toBe(404);
  expect(page.text).toContain('There’s no such user flow');
  expect(page.text).toMatch(known);
});

// The same in the real service, at b2clogin.com
// (https://github.com/Azure-Samples/active-directory-b2c-dotnet-desktop/issues/4).
test.each([`${b2c}/oauth2/v2.0/authorize?client_id=x`, `${b2c}/oauth2/v2.0/logout`])(
  '%s is a 404, because it names no user flow',
  async (path) => {
    const answer = await fetch(tenant.origin + path);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({
      error: 'invalid_request',
      error_description: expect.stringMatching(
        /names no user flow[\s\S]*B2C_1_signupsignin[\s\S]*B2C_1_resetpassword/,
      ),
    });
  },
);
