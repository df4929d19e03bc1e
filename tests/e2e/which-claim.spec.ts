import type { Page } from 'playwright/test';
import { Guide } from './guide.ts';
import { expect, test } from './site-test.ts';

interface Identity {
  tenantId: string;
  objectId: string;
  subject: string;
}

async function profile(page: Page, app: string): Promise<Identity> {
  await page.goto(`${app}/profile`);
  const row = (term: string) =>
    page
      .locator('dt', { hasText: new RegExp(`^${term}$`) })
      .locator('+ dd')
      .innerText();
  return {
    tenantId: await row('Tenant ID'),
    objectId: await row('Object ID'),
    subject: await row('Subject'),
  };
}

/** Signs in at a shared authority, where the username comes first, and consents if asked. */
async function signInByUsername(page: Page, app: string, username: string): Promise<void> {
  await page.goto(app);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByLabel('Username').fill(username);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Password').fill('practice');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await arrive(page, app);
}

/** Consents, if the page asks for it, and is back at the app. */
async function arrive(page: Page, app: string): Promise<void> {
  const accept = page.getByRole('button', { name: 'Accept' });
  const back = page.getByText('You are signed in as');
  await expect(accept.or(back)).toBeVisible();
  if (await accept.isVisible()) await accept.click();
  await expect(back).toBeVisible();
  expect(page.url().startsWith(app)).toBe(true);
}

const contoso = '0a0a0a0a-1111-4111-8111-111111111111';
const northwind = '0f0f0f0f-6666-4666-8666-666666666666';
const litware = '0e0e0e0e-5555-4555-8555-555555555555';

test('the guide Which claim do I store? works as it is written', async ({ page, site }) => {
  const guide = await Guide.open('which-claim', site);
  const [home = [], inContoso = [], inNorthwind = []] = guide.settings;
  const anyAccount = home.filter((line) => line.startsWith('CLIENT_'));
  const asGuest = async (lines: readonly string[], user: RegExp) => {
    await guide.signOut(page);
    await guide.start([...anyAccount, ...lines]);
    await guide.openAs(page, '/', user);
    await arrive(page, guide.app);
    return profile(page, guide.app);
  };
  try {
    await guide.start(home);
    await signInByUsername(page, guide.app, 'noor@litware.example');
    const noor = await profile(page, guide.app);
    expect(noor.tenantId).toBe(litware);
    await guide.signOut(page);
    await signInByUsername(page, guide.app, 'mira@contoso.onmicrosoft.com');
    const mira = await profile(page, guide.app);
    expect(mira.tenantId).toBe(contoso);

    const noorAsGuest = await asGuest(inContoso, /Noor Haddad/);
    expect(noorAsGuest.tenantId).toBe(contoso);
    expect(noorAsGuest.objectId).not.toBe(noor.objectId);
    expect(noorAsGuest.subject).not.toBe(noor.subject);

    const miraAsGuest = await asGuest(inNorthwind, /Mira Lindqvist/);
    expect(miraAsGuest.tenantId).toBe(northwind);
    expect(miraAsGuest.objectId).not.toBe(mira.objectId);

    await guide.signOut(page);
    await guide.start();
    await guide.openAs(page, '/', /Mira Lindqvist/);
    const elsewhere = await profile(page, guide.app);
    expect(elsewhere).toMatchObject({ tenantId: contoso, objectId: mira.objectId });
    expect(elsewhere.subject).not.toBe(mira.subject);

    await test.step('Exercise: Count visits under two keys', async () => {
      await guide.signOut(page);
      guide.change();
      await guide.start();
      await guide.openAs(page, '/visits', /Sam Okafor/);
      await expect(page.locator('body')).toContainText(/Sam Okafor: 1\n\S+\.\S+: 1/);
      await page.reload();
      await expect(page.locator('body')).toContainText(/Sam Okafor: 2\n\S+\.\S+: 2/);
      await page.goto(guide.desk);
      await page.getByRole('link', { name: 'Sam Okafor' }).first().click();
      await page.getByLabel('Display name').fill('Sam Hale');
      await page.getByRole('button', { name: 'Save properties' }).click();
      await guide.signOut(page);
      await guide.openAs(page, '/visits', /Sam Hale/);
      await expect(page.locator('body')).toContainText(/Sam Hale: 1\n\S+\.\S+: 3/);
    });
  } finally {
    await guide.close();
  }
});
