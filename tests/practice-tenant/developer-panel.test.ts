import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientIds } from '../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser } from '../http-browser.ts';
import { attempt, authorityFor, msalApp, webAppSecret } from './msal-app.ts';
import { type RunningTenant, runningTenant } from './running-tenant.ts';

let tenant: RunningTenant;
beforeAll(async () => {
  tenant = await runningTenant();
});
afterAll(() => tenant.remove());

const unescaped = (text: string) => text.replace(/&#(\d+);/g, (_, n) => String.fromCharCode(n));
const desk = async () =>
  unescaped((await new HttpBrowser().open(`${tenant.frontOrigin}/desk/entra-id`)).text);

test('an unknown client ID is shown beside the apps that there are', async () => {
  const query = { client_id: '99999999-9999-4999-8999-999999999999', response_type: 'code' };
  const address = `${tenant.frontOrigin}/contoso.onmicrosoft.com/oauth2/v2.0/authorize`;
  const page = await new HttpBrowser().open(`${address}?${new URLSearchParams(query)}`);
  expect(page.text).toMatch(/Sent as client_id[\s\S]*99999999[\s\S]*Registered/);
  expect(page.text).toContain(`${clientIds.webApp} (Practice web app)`);
});

test('an address after sign-out is shown beside the registered ones', async () => {
  const sent = 'http://localhost:3000/wrong';
  const query = new URLSearchParams({
    post_logout_redirect_uri: sent,
    client_id: clientIds.webApp,
  });
  const address = `${tenant.frontOrigin}/contoso.onmicrosoft.com/oauth2/v2.0/logout?${query}`;
  const { text } = await new HttpBrowser().open(address);
  expect(text).toMatch(
    /Sent as post_logout_redirect_uri[\s\S]*\/wrong[\s\S]*Registered[\s\S]*\/goodbye/,
  );
});

describe('a wrong secret', () => {
  const secretId = '77777777-7777-4777-8777-777777777777';
  const sentAs = async (client_secret: string) => {
    const answer = await fetch(`${authorityFor(tenant, 'entra-id')}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: clientIds.webApp,
        client_secret,
        grant_type: 'client_credentials',
        scope: `api://${clientIds.tasksApi}/.default`,
      }),
    });
    expect(await answer.json()).toMatchObject({ error_codes: [7000215] });
    return /Sent as client_secret: ([^<]*?)\. Registered/.exec(await desk())?.[1];
  };
  beforeAll(async () => {
    const directory = tenant.directory('entra-id');
    const app = await directory.registration(clientIds.webApp);
    if (app === undefined) throw new Error('The web app is not registered.');
    const expires = '2099-01-01T00:00:00Z';
    const mine = { id: secretId, value: 'practice~mine', description: 'Mine', expires };
    await directory.saveRegistration({ ...app, secrets: [...app.secrets, mine] });
  });

  test.each([
    [secretId, 'the Secret ID of “Mine”, until 2099-01-01, not its Value'],
    ['88888888-7777-4777-8777-777777777777', /a GUID/],
    [`"${webAppSecret}"`, /the right Value with spaces or quotes/],
    ['something-else', "a value of 14 characters that isn't one of the app's"],
    ['x', "a value of 1 character that isn't one of the app's"],
  ])('%s is told in words', async (secret, words) => {
    expect(await sentAs(secret)).toMatch(words);
  });

  test('never enters the log, and neither does a registered secret', async () => {
    await sentAs('a-secret-of-somewhere-else');
    const text = await desk();
    expect(text).not.toContain('a-secret-of-somewhere-else');
    expect(text).not.toContain(webAppSecret);
  });
});

test('a code redeemed with the wrong secret reveals nothing about the secret to the app', async () => {
  const client = msalApp(tenant, 'entra-id', { credential: { clientSecret: 'not-this-one' } });
  const error = await (await attempt(client)).redeem().catch(String);
  expect(error).not.toMatch(/Registered|not-this-one|until 20/);
});

describe('the sign-in log sets what was sent beside what is registered', () => {
  const address = () => `${authorityFor(tenant, 'entra-id')}/oauth2/v2.0`;
  const secret = { client_id: clientIds.webApp, client_secret: webAppSecret };
  const posted = (fields: Record<string, string>) =>
    fetch(`${address()}/token`, { method: 'POST', body: new URLSearchParams(fields) });
  const asked = (fields: Record<string, string>) =>
    fetch(
      `${address().replace(tenant.origin, tenant.frontOrigin)}/authorize?${new URLSearchParams({
        client_id: clientIds.needsConsent,
        redirect_uri: 'http://localhost:3000/auth/redirect',
        response_type: 'code',
        scope: 'openid',
        ...fields,
      })}`,
      { redirect: 'manual' },
    );

  test.each([
    [
      'a grant type',
      () => posted({ ...secret, grant_type: 'magic' }),
      /Sent as grant_type: magic\. Registered: authorization_code/,
    ],
    [
      'no credential',
      () => posted({ client_id: clientIds.webApp, grant_type: 'client_credentials' }),
      /Sent as credential: nothing\. Registered: client_secret “Public practice secret”, until 2099/,
    ],
    [
      'a response type',
      () => asked({ response_type: 'id_token', nonce: 'n' }),
      /Sent as response_type: id_token\. Registered: code/,
    ],
    [
      'a resource of nobody',
      () => asked({ scope: 'api://nobody/x' }),
      /Sent as resource: api:\/\/nobody\. Registered: api:\/\/3333/,
    ],
  ])('%s', async (_, send, words) => {
    await send();
    expect(await desk()).toMatch(words);
  });

  test('another redirect URI with the code', async () => {
    const { redeem } = await attempt(msalApp(tenant, 'entra-id'));
    await redeem({ redirectUri: 'http://localhost:3000/goodbye' }).catch(String);
    expect(await desk()).toMatch(
      /Sent as redirect_uri: \S+goodbye\. Registered: \S+auth\/redirect/,
    );
  });

  test('consent that a silent request finds missing', async () => {
    const credential = { clientSecret: 'practice~needs-consent~not-a-real-secret' };
    const careful = msalApp(tenant, 'entra-id', { clientId: clientIds.needsConsent, credential });
    const { browser } = await attempt(msalApp(tenant, 'entra-id'));
    await attempt(careful, { browser, prompt: 'none', press: [] });
    expect(await desk()).toMatch(/Sent as scope: [^.]*User\.Read[^<]*Registered: nothing/);
  });
});
