import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checks } from '../../src/check-app/checks/checks.ts';
import { type Report, type RunOptions, run } from '../../src/check-app/run.ts';
import { tenantTypes } from '../../src/practice-tenant/directory/model.ts';
import { type RunningSite, startSite } from '../e2e/running-site.ts';
import { type RunningTenant, runningTenant } from '../practice-tenant/running-tenant.ts';
import { practiceVariables, runningWebApp } from '../samples/web-app/running-web-app.ts';

/** What can't be told about an app, with the reason; everything else held. */
type Untold = Readonly<Record<string, string>>;
const nothing: Untold = {};

async function expectAllHeld(options: RunOptions, untold = nothing): Promise<void> {
  const report = await run(options);
  expect(notHeld(report)).toEqual(untold);
  expect(report.results).toHaveLength(checks.length);
}

const notHeld = ({ results }: Report): Untold =>
  Object.fromEntries(
    results
      .filter(({ outcome }) => outcome !== 'held')
      .map(({ check, outcome, saw }) => [check.id, `${outcome}: ${saw}`]),
  );

describe('the sample', () => {
  let tenant: RunningTenant;
  beforeAll(async () => {
    tenant = await runningTenant();
  });
  afterAll(() => tenant.remove());

  async function expectSampleHolds(
    tenantType: string,
    more: NodeJS.Dict<string> = {},
    untold?: Untold,
  ): Promise<void> {
    const { frontOrigin: front, origin: back, customDomainOrigin: custom } = tenant.options;
    const variables = practiceVariables(tenantType, { front, back, custom });
    const app = await runningWebApp({ ...variables, ...more });
    try {
      await expectAllHeld({ app: app.origin, practiceTenant: front }, untold);
    } finally {
      await app.stop();
    }
  }
  const authority = (name: string) => `${tenant.options.origin}/${name}`;

  it.concurrent.each(tenantTypes)('holds in every check with %s', (type) =>
    expectSampleHolds(type),
  );

  it.concurrent('holds in production mode', () =>
    expectSampleHolds('entra-id', {
      NODE_ENV: 'production',
      SESSION_SECRET: 'of-more-than-32-characters-and-not-secret',
    }));

  it.concurrent('holds for two organizations', () =>
    expectSampleHolds('entra-id', {
      AUTHORITY: authority('organizations'),
      CLIENT_ID: '55555555-5555-4555-8555-555555555555',
      CLIENT_SECRET: 'practice~any-organization~not-a-real-secret',
      ALLOWED_TENANTS: '0a0a0a0a-1111-4111-8111-111111111111 0f0f0f0f-6666-4666-8666-666666666666',
    }));

  it.concurrent('holds for personal accounts', () =>
    expectSampleHolds('entra-id', {
      AUTHORITY: authority('consumers'),
      CLIENT_ID: '66666666-6666-4666-8666-666666666666',
      CLIENT_SECRET: 'practice~any-account~not-a-real-secret',
      ALLOWED_TENANTS: '9188040d-6c67-4c5b-b112-36a304b66dad',
    }));

  it.concurrent('holds for everyone, as far as that can be told', () =>
    expectSampleHolds(
      'entra-id',
      {
        AUTHORITY: authority('common'),
        CLIENT_ID: '66666666-6666-4666-8666-666666666666',
        CLIENT_SECRET: 'practice~any-account~not-a-real-secret',
        ALLOWED_TENANTS: 'any',
      },
      {
        'other-tenant':
          'not tried: It signed the user in. Its authority is for users of any tenant, so whether this one is let in on purpose can’t be seen from outside.',
      },
    ));
});

describe('the live demo of the site', () => {
  let site: RunningSite;
  beforeAll(async () => {
    site = await startSite();
  });
  afterAll(() => site.stop());

  it.each(['entra-id', 'b2c'])('holds in every check with %s', async (demo) => {
    const page = `/demo/${demo}/`;
    await expectAllHeld({
      app: site.origin,
      practiceTenant: `http://127.0.0.1:${site.ports.front}`,
      signInPath: page,
      namePath: page,
    });
  });
});
