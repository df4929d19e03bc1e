import type { ExistingApp, StartedApp } from '../existing-apps/existing-app.ts';
import { addSignIn, teamNotes } from '../existing-apps/team-notes.ts';
import { expect, test } from './site-test.ts';

let app: ExistingApp | undefined;
let running: StartedApp | undefined;

test.afterEach(async () => {
  await running?.process.stop();
  app?.remove();
});

test('an app with helmet signs a user in, in a browser that enforces its policy', async ({
  page,
  site,
}) => {
  app = await teamNotes();
  await addSignIn(app);
  const { front, back } = site.ports;
  const tenant = { frontOrigin: `http://127.0.0.1:${front}`, origin: `https://localhost:${back}` };
  running = await app.start(tenant, { readyWhen: /is listening/ });
  const { origin } = running;

  // Browsers treat it as another host: the page there is led to the one where cookies are.
  await page.goto(`${origin.replace('localhost', '127.0.0.1')}/reports`);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(`${origin}/reports`);

  await page.goto(origin);
  await page.getByLabel('Name').fill('Robin');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByText('Welcome back, Robin')).toBeVisible();
  await page.goto(`${origin}/reports`);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const accounts = page.getByRole('list', { name: 'Accounts' });
  await accounts.getByRole('button', { name: /Alex Rivera/ }).click();
  await expect(page).toHaveURL(`${origin}/reports`);
  await expect(page.getByRole('heading', { name: 'Reports' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out Alex Rivera' }).click();
  await expect(page.getByText('Welcome back, Robin')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
});
