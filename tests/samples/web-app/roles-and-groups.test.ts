import { once } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clientIds } from '../../../src/practice-tenant/directory/seeded-registrations.ts';
import { HttpBrowser, type Page } from '../../http-browser.ts';
import { anyAccountSecret, personal } from '../../practice-tenant/any-account-app.ts';
import { register } from '../../practice-tenant/plain-app.ts';
import { type RunningTenant, runningTenant } from '../../practice-tenant/running-tenant.ts';
import { practiceVariables, type RunningWebApp, runningWebApp } from './running-web-app.ts';

const control = new URL('../../hostile-provider/control.mjs', import.meta.url).href;
const minutes = 60_000;
const many = Array.from(
  { length: 500 },
  (_, place) => `0a0a0a0a-bbbb-4bbb-8bbb-${String(place).padStart(12, '0')}`,
);
const [staff = ''] = many.slice(-1);

let tenant: RunningTenant;
let app: RunningWebApp;
beforeAll(async () => {
  tenant = await runningTenant();
  const directory = tenant.directory('entra-id');
  for (const [place, id] of many.entries()) await directory.saveGroup({ id, name: `G${place}` });
  await register(tenant, 'entra-id', clientIds.webApp, {
    groupsClaim: true,
    appRoles: [
      {
        id: '0a0a0a0a-cccc-4ccc-8ccc-000000000001',
        value: 'Admin',
        displayName: 'Administrators',
        description: 'Can see /admin.',
        allowedMemberTypes: ['User'],
      },
    ],
  });
  app = await started('entra-id', { STAFF_GROUP: staff });
});
afterAll(async () => {
  await app?.stop();
  await tenant?.remove();
});
beforeEach(() => moveClocks(0));

function started(tenantType: string, more: NodeJS.Dict<string> = {}): Promise<RunningWebApp> {
  const { frontOrigin: front, origin: back, customDomainOrigin: custom } = tenant.options;
  const variables = practiceVariables(tenantType, { front, back, custom });
  const NODE_OPTIONS = `${variables['NODE_OPTIONS']} --import ${control}`;
  return runningWebApp({ ...variables, ...more, NODE_OPTIONS });
}

/** The app and the tenant always have the same time. */
async function moveClocks(milliseconds: number): Promise<void> {
  await tenant.clock.move(milliseconds / 1000);
  const moved = once(app.child, 'message');
  app.child.send(milliseconds);
  await moved;
}

/** What an administrator assigns to Sam. */
async function assign(changes: { roles?: string[]; groups?: string[] }): Promise<void> {
  const directory = tenant.directory('entra-id');
  const sam = await directory.userNamed('sam@contoso.onmicrosoft.com');
  if (sam === undefined) throw new Error('There is no Sam.');
  const { roles = [], groups = [] } = changes;
  await directory.saveUser({ ...sam, groups, roles: { [clientIds.webApp]: roles } });
}

async function signedIn(
  user = 'Sam Okafor',
  running = app,
): Promise<(path: string) => Promise<Page>> {
  const browser = new HttpBrowser();
  const picker = await browser.press(await browser.open(running.origin), 'Sign in');
  await browser.press(picker, user);
  return (path) => browser.open(`${running.origin}${path}`);
}

const codeOn = ({ text }: Page) => /AADSTS\d+/.exec(text)?.[0];
const buttonsOf = ({ forms }: Page) =>
  forms.flatMap(({ buttons }) => buttons.map(({ label }) => label));

describe('a page for an app role', () => {
  test('is there for a user who has it, and the navigation leads to it', async () => {
    await assign({ roles: ['Admin'] });
    const open = await signedIn();
    const home = await open('/');
    expect(home.text).toContain('href="/admin"');
    const admin = await open('/admin');
    expect([admin.status, admin.text.includes('<h1>Admin</h1>')]).toEqual([200, true]);
    expect((await open('/profile')).text).toContain('<dt>Roles</dt><dd>Admin</dd>');
  });

  test('tells everyone else what is missing and whom to ask, and offers no new sign-in', async () => {
    await assign({});
    const open = await signedIn();
    expect((await open('/')).text).not.toContain('href="/admin"');
    const page = await open('/admin');
    expect(page.status).toBe(403);
    expect(page.text).toContain(
      'signed in as Sam Okafor (sam@contoso.onmicrosoft.com), but this page is for users with the app role <code>Admin</code>.',
    );
    expect(page.text).toContain('in your organization');
    expect(page.text).toContain('the organization that invited you');
    expect(buttonsOf(page)).toEqual(['Sign out']);
    expect((await open('/profile')).text).toContain('<dt>Roles</dt><dd>None</dd>');
    expect(app.output()).toContain('role_missing: the page needs one of: Admin');
  });

  test('asks visitors who are not signed in to sign in', async () => {
    const page = await new HttpBrowser().open(`${app.origin}/admin`);
    expect([page.status, buttonsOf(page)]).toEqual([401, ['Sign in']]);
  });

  test('opens after a new sign-in to a user who was just given the role', async () => {
    await assign({});
    expect((await (await signedIn())('/admin')).status).toBe(403);
    await assign({ roles: ['Admin'] });
    expect((await (await signedIn())('/admin')).status).toBe(200);
  });

  test('opens and closes within an hour to a user who stays signed in', async () => {
    await assign({});
    const open = await signedIn();
    await assign({ roles: ['Admin'] });
    await moveClocks(55 * minutes);
    expect((await open('/admin')).status).toBe(403);
    await moveClocks(60 * minutes);
    expect((await open('/admin')).status).toBe(200);
    await assign({});
    await moveClocks(115 * minutes);
    expect((await open('/admin')).status).toBe(200);
    await moveClocks(120 * minutes);
    expect((await open('/admin')).status).toBe(403);
  });

  test('stays closed while the token endpoint is down', async () => {
    await assign({ roles: ['Admin'] });
    const open = await signedIn();
    await moveClocks(55 * minutes);
    expect((await open('/admin')).status).toBe(200);
    await moveClocks(60 * minutes);
    await tenant.faults('entra-id').set(clientIds.webApp, 'token-endpoint-down', true);
    const page = await open('/admin');
    await tenant.faults('entra-id').set(clientIds.webApp, 'token-endpoint-down', false);
    expect(page.status).toBe(503);
    expect((await open('/admin')).status).toBe(200);
  });
});

describe('a page for a group', () => {
  test('is there for its members', async () => {
    await assign({ groups: [staff] });
    const open = await signedIn();
    expect((await open('/')).text).toContain('href="/staff"');
    expect((await open('/staff')).status).toBe(200);
    expect((await open('/profile')).text).toContain(`<dt>Groups</dt><dd>${staff}</dd>`);
  });

  test('names the group to everyone else', async () => {
    await assign({ groups: many.slice(0, 3) });
    const page = await (await signedIn())('/staff');
    expect([page.status, buttonsOf(page)]).toEqual([403, ['Sign out']]);
    expect(page.text).toContain(`for members of the group <code>${staff}</code>.`);
  });

  test('is there for a member with 500 groups, of which the ID token names none', async () => {
    await assign({ groups: many });
    const open = await signedIn();
    expect((await open('/profile')).text).toContain('More than the ID token can list');
    expect((await open('/staff')).status).toBe(200);
  });

  test('is not there for a user with 499 other groups', async () => {
    await assign({ groups: many.slice(0, -1) });
    const page = await (await signedIn())('/staff');
    expect([page.status, buttonsOf(page)]).toEqual([403, ['Sign out']]);
  });

  test('explains that Microsoft Graph is busy, and lets no one in', async () => {
    await assign({ groups: many });
    const open = await signedIn();
    await tenant.faults('entra-id').set(clientIds.webApp, 'graph-throttled', true);
    const page = await open('/staff');
    await tenant.faults('entra-id').set(clientIds.webApp, 'graph-throttled', false);
    expect(page.status).toBe(503);
    expect(page.text).toContain('look up your groups right now');
    expect(buttonsOf(page)).toEqual([]);
    expect(page.text).toContain('<a href="/staff">Try again</a>');
    expect((await open('/staff')).status).toBe(200);
  });
});

test('a user who is not assigned to the app can take another account', async () => {
  await assign({});
  const directory = tenant.directory('entra-id');
  await register(tenant, 'entra-id', clientIds.webApp, { assignmentRequired: true });
  try {
    const browser = new HttpBrowser();
    const picker = await browser.press(await browser.open(app.origin), 'Sign in');
    const refused = await browser.press(picker, 'Sam Okafor');
    expect([refused.status, codeOn(refused)]).toEqual([403, 'AADSTS50105']);
    // Sam is signed in at the identity provider, which must ask all the same.
    const again = await browser.press(refused, 'Sign in');
    const alex = await directory.userNamed('alex@contoso.onmicrosoft.com');
    if (alex === undefined) throw new Error('There is no Alex.');
    await directory.saveUser({ ...alex, roles: { [clientIds.webApp]: ['Admin'] } });
    const page = await browser.press(again, 'Alex Rivera');
    expect(page.text).toContain('You are signed in as Alex Rivera');
  } finally {
    await register(tenant, 'entra-id', clientIds.webApp, { assignmentRequired: false });
  }
});

test('Azure AD B2C puts no app roles into tokens, and its pages say so', async () => {
  const b2c = await started('b2c');
  try {
    const open = await signedIn('Sam Okafor', b2c);
    const page = await open('/admin');
    expect(page.status).toBe(403);
    expect(page.text).toContain(
      'Azure AD B2C puts no app roles into tokens, so no one can have this one.',
    );
    expect(page.text).not.toContain('Have you just been given access?');
    expect((await open('/profile')).text).toContain(
      'None: Azure AD B2C puts no app roles into tokens',
    );
    expect((await open('/staff')).status).toBe(404);
  } finally {
    await b2c.stop();
  }
});

test('a personal account is told that it can have neither, and not to ask an organization', async () => {
  const running = await started('entra-id', {
    AUTHORITY: `${tenant.origin}/consumers`,
    CLIENT_ID: clientIds.anyAccount,
    CLIENT_SECRET: anyAccountSecret,
    ALLOWED_TENANTS: personal,
    STAFF_GROUP: staff,
  });
  await register(tenant, 'entra-id', clientIds.anyAccount, {
    redirectUris: [`${running.origin}/auth/redirect`],
  });
  try {
    const browser = new HttpBrowser();
    let page = await browser.press(await browser.open(running.origin), 'Sign in');
    for (const button of ['Robin Hale', 'Accept']) page = await browser.press(page, button);
    for (const path of ['/admin', '/staff']) {
      page = await browser.open(running.origin + path);
      expect(page.status).toBe(403);
      expect(page.text).toContain('Personal accounts have no roles or groups');
      expect(page.text).not.toContain('in your organization');
    }
  } finally {
    await running.stop();
  }
});
