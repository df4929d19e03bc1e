import type { Page } from 'playwright/test';
import { Guide } from './guide.ts';
import { expect, test } from './site-test.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const denied = "You don't have access to this page";
const row = (page: Page, term: string) =>
  page.locator('dt', { hasText: new RegExp(`^${term}$`) }).locator('+ dd');

async function openApp(page: Page, desk: string): Promise<void> {
  await page.goto(desk);
  await page.getByRole('link', { name: 'Practice web app' }).click();
}

/** Selects the heading of a part of a desk page that is folded. */
async function unfold(page: Page, heading: string): Promise<void> {
  await page.locator('summary').filter({ hasText: heading }).click();
}

async function assign(page: Page, user: string, role: string): Promise<void> {
  await unfold(page, 'Users and groups');
  const section = page.locator('#users-and-groups');
  await section.getByLabel(/^User or group/).fill(user);
  await section.getByLabel('Role', { exact: true }).selectOption(role);
  await section.getByRole('button', { name: 'Assign', exact: true }).click();
}

test('the guide Roles and groups works as it is written', async ({ page, site }) => {
  const guide = await Guide.open('roles-and-groups', site);
  try {
    await test.step('Without the role', async () => {
      await guide.start();
      await guide.openAs(page, '/admin', /Sam Okafor/);
      await expect(heading(page, denied)).toBeVisible();
      await expect(page.locator('main')).toContainText('the app role Admin');
      await expect(page.getByRole('button', { name: 'Sign in' })).toHaveCount(0);
      await page.goto(`${guide.app}/profile`);
      await expect(row(page, 'Roles')).toHaveText('None');
    });

    await test.step('Assign the role', async () => {
      await openApp(page, guide.desk);
      await assign(page, 'sam@contoso.onmicrosoft.com', 'Administrators');
      await expect(page.locator('#users-and-groups').getByRole('table')).toContainText(
        'Sam Okafor',
      );
      await page.goto(`${guide.app}/admin`);
      await expect(heading(page, denied)).toBeVisible();
      await guide.signOut(page);
      await guide.openAs(page, '/admin', /Sam Okafor/);
      await expect(heading(page, 'Admin')).toBeVisible();
      await page.goto(`${guide.app}/profile`);
      await expect(row(page, 'Roles')).toHaveText('Admin');
    });

    const [staffGroup = []] = guide.settings;
    await test.step('Let a group in', async () => {
      await openApp(page, guide.desk);
      const section = page.locator('#token-configuration');
      await section.getByText('Security groups', { exact: true }).click();
      await section.getByRole('button', { name: 'Save the token configuration' }).click();
      await guide.signOut(page);
      await guide.start(staffGroup);
      await guide.openAs(page, '/staff', /Sam Okafor/);
      await expect(heading(page, 'Staff')).toBeVisible();
      await page.goto(`${guide.app}/profile`);
      await expect(row(page, 'Groups')).toContainText(staffGroup[0]?.split('=')[1] ?? 'no ID');
    });

    await test.step('Too many groups', async () => {
      await openApp(page, guide.desk);
      await unfold(page, 'Faults on purpose');
      await page.getByRole('button', { name: 'Switch on groups-overage' }).click();
      await guide.signOut(page);
      await guide.openAs(page, '/staff', /Sam Okafor/);
      await expect(heading(page, 'Staff')).toBeVisible();
      await page.goto(`${guide.app}/profile`);
      await expect(row(page, 'Groups')).toHaveText('More than the ID token can list');
      await openApp(page, guide.desk);
      await unfold(page, 'Other faults');
      await page.getByRole('button', { name: 'Switch on graph-throttled', exact: true }).click();
      await guide.signOut(page);
      await guide.openAs(page, '/staff', /Sam Okafor/);
      await expect(heading(page, "The app can't look up your groups right now")).toBeVisible();
      await openApp(page, guide.desk);
      for (const fault of ['groups-overage', 'graph-throttled']) {
        await page.getByRole('button', { name: `Switch off ${fault}`, exact: true }).click();
      }
    });

    await test.step('Exercise: Open a page to a second role', async () => {
      await guide.signOut(page);
      guide.change();
      await guide.start();
      await guide.openAs(page, '/admin', /Mira Lindqvist/);
      await expect(heading(page, denied)).toBeVisible();
      await expect(page.locator('main')).toContainText('Admin or Editor');
      await openApp(page, guide.desk);
      const roles = page.locator('#app-roles');
      await unfold(page, 'App roles');
      await unfold(page, 'Create app role');
      await roles.getByLabel('Display name').fill('Editors');
      await roles.getByLabel(/^Value/).fill('Editor');
      await roles.getByLabel('Description').fill('Editors change articles.');
      await roles.getByRole('button', { name: 'Create the app role' }).click();
      await assign(page, 'mira@contoso.onmicrosoft.com', 'Editors');
      await guide.signOut(page);
      await guide.openAs(page, '/admin', /Mira Lindqvist/);
      await expect(heading(page, 'Admin')).toBeVisible();
    });
  } finally {
    await guide.close();
  }
});
