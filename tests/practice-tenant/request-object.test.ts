import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { attempt, msalApp } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

describe.each(tenantTypes)('in %s', (type) => {
  test.each(['request', 'request_uri'])(
    'a request object in %s gets the error that OpenID Connect has for it',
    async (name) => {
      const extraQueryParameters = { [name]: 'https://app.example/request' };
      const options = { extraQueryParameters, press: [] };
      const { answer } = await attempt(msalApp(tenant, type), options);
      expect(answer['error']).toBe(`${name}_not_supported`);
      expect(answer['error_description']).toContain(`the parameter ${name} isn't supported`);
    },
  );
});
