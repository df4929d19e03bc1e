import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { middleTierApi } from '../../../samples/middle-tier/app.ts';
import { middleTierFrom } from '../../../samples/middle-tier/configuration.ts';
import { tasksApi } from '../../../samples/protected-api/app.ts';
import { apiRegistrationFrom } from '../../../samples/protected-api/check-access-token/registration.ts';
import { HttpBrowser, type Page } from '../../http-browser.ts';
import { type RunningTenant, runningTenant } from '../../practice-tenant/running-tenant.ts';
import { practiceEnvironment } from './practice-environment.ts';
import { runningWebApp } from './running-web-app.ts';
import { type ServedApi, served } from './served-api.ts';

let tenant: RunningTenant;
let tasks: ServedApi;
let middleTier: ServedApi;
beforeAll(async () => {
  tenant = await runningTenant();
  tasks = await served(
    tasksApi(apiRegistrationFrom(practiceEnvironment('protected-api', 'entra-id', tenant))),
  );
  middleTier = await served(
    middleTierApi(middleTierFrom(practiceEnvironment('middle-tier', 'entra-id', tenant))),
  );
});
afterAll(async () => {
  await Promise.all([tasks.close(), middleTier.close()]);
  await tenant.remove();
});

const tasksRead = 'api://33333333-3333-4333-8333-333333333333/Tasks.Read';

async function callApi(
  changes: { ENDPOINT: string; SCOPE: string },
  buttons: string[],
): Promise<Page> {
  const app = await runningWebApp(tenant, changes);
  try {
    const browser = new HttpBrowser();
    let page = await browser.open(`${app.origin}/call-api`);
    for (const button of buttons) page = await browser.press(page, button);
    return page;
  } finally {
    app.stop();
  }
}

describe('the web app of the tracks', () => {
  it('reads the tasks of the person who signed in', async () => {
    const ENDPOINT = `${tasks.origin}/tasks`;
    const page = await callApi({ ENDPOINT, SCOPE: tasksRead }, [
      'Sign in',
      'Alex Rivera',
      'Accept',
    ]);
    expect(page.text).toContain('200');
    expect(page.text).toContain('[]');
  });

  it('shows whose token it sent when it asked for the wrong scope', async () => {
    const ENDPOINT = `${tasks.origin}/tasks`;
    const page = await callApi({ ENDPOINT, SCOPE: 'User.Read' }, ['Sign in', 'Alex Rivera']);
    expect(page.text).toContain('401');
    expect(page.text).toContain('This access token is for Microsoft Graph');
  });

  it('reaches Graph through the middle tier, without a token for Graph', async () => {
    const ENDPOINT = `${middleTier.origin}/me`;
    const page = await callApi({ ENDPOINT, SCOPE: tasksRead }, ['Sign in', 'Alex Rivera']);
    expect(page.text).toContain('Alex Rivera');
    expect(page.text).toContain('200');
  });
});
