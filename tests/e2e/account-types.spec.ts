import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import type { RunningSite } from './running-site.ts';
import { expect, test } from './site-test.ts';
import { startWithPractice, type UnpackedSample, unpackSample } from './unpacked-sample.ts';

const northwind = '0f0f0f0f-6666-4666-8666-666666666666';
const litware = '0e0e0e0e-5555-4555-8555-555555555555';
const personalAccounts = '9188040d-6c67-4c5b-b112-36a304b66dad';

const guide = (name: string) => readFileSync(`src/content/docs/guides/${name}.mdx`, 'utf8');

/** The blocks of lines that a guide has its readers put into `.env`, in its order. */
const environmentLines = (name: string): string[][] =>
  [...guide(name).matchAll(/^ *```ini wrap\n(.+?)^ *```$/gms)].map(([, block = '']) =>
    block
      .trim()
      .split('\n')
      .map((line) => line.trim()),
  );

/** Makes the lines part of the practice configuration: each replaces the one with its name, or is added. */
function configure({ folder }: UnpackedSample, lines: readonly string[]): void {
  const file = join(folder, '.env.practice');
  const text = lines.reduce(
    (before, line) => {
      const [name] = line.split('=', 1);
      const ownLine = new RegExp(`^${name}=.*$`, 'm');
      return ownLine.test(before) ? before.replace(ownLine, () => line) : `${before}\n${line}\n`;
    },
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, text);
}

/** Runs the downloaded sample with what the guide says, for as long as `use` takes. */
async function withSample(
  site: RunningSite,
  sample: UnpackedSample,
  use: (origin: string) => Promise<void>,
): Promise<void> {
  const running = await startWithPractice(site, sample);
  try {
    await use(running.origin);
  } finally {
    await running.process.stop();
  }
}

const download = (site: RunningSite) => unpackSample(site, { name: 'web-app-entra-id-sign-in' });

async function startSignIn(page: Page, origin: string): Promise<void> {
  await page.goto(origin);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The page of an authority for several tenants: the username tells which one. */
async function signInAs(page: Page, origin: string, username: string): Promise<void> {
  await startSignIn(page, origin);
  await page.getByLabel('Username').fill(username);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Password').fill('practice');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const select = (page: Page, name: RegExp) =>
  page
    .getByRole('list', { name: /account/i })
    .getByRole('button', { name })
    .click();

const accept = (page: Page) => page.getByRole('button', { name: 'Accept' }).click();

async function signOut(page: Page, origin: string): Promise<void> {
  await page.goto(origin);
  await page.getByRole('button', { name: 'Sign out' }).click();
}

/** The link of the guide, on the ports of this run. */
const adminConsentLink = (site: RunningSite, origin: string): string => {
  const [link = ''] =
    /http:\/\/127\.0\.0\.1:8400\/\S+adminconsent\S+/.exec(guide('any-organization')) ?? [];
  return link
    .replace('127.0.0.1:8400', `127.0.0.1:${site.ports.front}`)
    .replace('http://localhost:3000', origin);
};

test('users of any organization: one is let in, one is not, and an administrator consents for all', async ({
  page,
  site,
}) => {
  const [lines = []] = environmentLines('any-organization');
  expect(lines.join('\n')).toContain('/organizations');
  const sample = await download(site);
  try {
    configure(sample, lines);
    await withSample(site, sample, async (origin) => {
      await test.step('A user consents', async () => {
        await signInAs(page, origin, 'tom@northwindtraders.onmicrosoft.com');
        await accept(page);
        await expect(page.getByText('Tom Berger').first()).toBeVisible();
        await page.goto(`${origin}/profile`);
        await expect(page.getByText(northwind).first()).toBeVisible();
        await page.goto(`http://127.0.0.1:${site.ports.front}/desk/northwind`);
        await expect(page.getByText('Practice app for any organization').first()).toBeVisible();
      });
      await test.step('An organization that isn’t allowed', async () => {
        await signOut(page, origin);
        await signInAs(page, origin, 'noor@litware.example');
        await accept(page);
        await expect(page.getByText('tenant_not_allowed')).toBeVisible();
        await page.goto(`${origin}/profile`);
        await expect(page.getByText('Sign in to continue')).toBeVisible();
      });
      await test.step('An administrator consents for everyone', async () => {
        await page.goto(adminConsentLink(site, origin));
        await accept(page);
        await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
        await startSignIn(page, origin);
        await expect(page.getByText('tenant_not_allowed')).toBeVisible();
        await page.getByRole('button', { name: 'Sign in', exact: true }).click();
        await select(page, /Northwind Traders/);
        await select(page, /Priya Nair/);
        await expect(page.getByText('Priya Nair').first()).toBeVisible();
      });
    });
    await test.step('Exercise: Let Litware in', async () => {
      const allowed = lines.find((line) => line.startsWith('ALLOWED_TENANTS=')) ?? '';
      configure(sample, [`${allowed} ${litware}`]);
      await withSample(site, sample, async (origin) => {
        await startSignIn(page, origin);
        await select(page, /Litware/);
        await expect(page.getByText('Noor Haddad').first()).toBeVisible();
      });
      configure(sample, ['ALLOWED_TENANTS=']);
      await expect(startWithPractice(site, sample)).rejects.toThrow(/ALLOWED_TENANTS is missing/);
    });
  } finally {
    sample.remove();
  }
});

test('the live demo of a shared authority fits a phone, with the trace of a sign-in that was refused', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const demo = `${site.origin}/demo/entra-id-organizations/`;
  await signInAs(page, demo, 'eli@litware.onmicrosoft.com');
  await accept(page);
  await expect(page.getByText('tenant_not_allowed').first()).toBeVisible();
  await page.goto(demo);
  const longest = page.getByText('POST /organizations/oauth2/v2.0/token', { exact: true });
  await expect(longest).toBeVisible();
  const hidden = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(hidden).toBe(0);
});

test('guests: at Contoso’s own authority, a user of Litware is a user of Contoso', async ({
  page,
  site,
}) => {
  const sample = await download(site);
  try {
    await withSample(site, sample, async (origin) => {
      await startSignIn(page, origin);
      await select(page, /Noor Haddad/);
      await page.goto(`${origin}/profile`);
      await expect(page.getByText('0a0a0a0a-1111-4111-8111-111111111111').first()).toBeVisible();
      await expect(page.getByText(litware)).toHaveCount(0);
    });
  } finally {
    sample.remove();
  }
});

test('personal accounts: only they sign in at /consumers; at /common the list decides', async ({
  page,
  site,
}) => {
  const [lines = [], ...more] = environmentLines('personal-accounts');
  const longerList = more.flat().find((line) => line.includes(litware)) ?? '';
  expect(longerList).toContain(personalAccounts);
  const sample = await download(site);
  const robin = (origin: string) => async () => {
    await page.goto(`${origin}/profile`);
    await expect(page.getByText(personalAccounts).first()).toBeVisible();
    await expect(page.getByText(/^00000000-0000-0000-/).first()).toBeVisible();
  };
  try {
    configure(sample, lines);
    await withSample(site, sample, async (origin) => {
      await startSignIn(page, origin);
      await select(page, /Robin Hale/);
      await accept(page);
      await robin(origin)();
      await signOut(page, origin);
      await startSignIn(page, origin);
      await expect(page.getByRole('button', { name: /Robin Hale/ })).toBeVisible();
      await expect(page.getByText('northwindtraders')).toHaveCount(0);
    });
    await test.step('Exercise: Allow one organization as well', async () => {
      configure(sample, ['AUTHORITY=https://localhost:8443/common']);
      await withSample(site, sample, async (origin) => {
        await signInAs(page, origin, 'kim.duarte@personal.example');
        await accept(page);
        await expect(page.getByText('Kim Duarte').first()).toBeVisible();
        await signOut(page, origin);
        await signInAs(page, origin, 'eli@litware.onmicrosoft.com');
        await accept(page);
        await expect(page.getByText('tenant_not_allowed')).toBeVisible();
      });
      configure(sample, [longerList]);
      await withSample(site, sample, async (origin) => {
        await startSignIn(page, origin);
        await expect(page.getByText('Eli Marsh').first()).toBeVisible();
        await signOut(page, origin);
        await signInAs(page, origin, 'robin.hale@personal.example');
        await robin(origin)();
      });
    });
  } finally {
    sample.remove();
  }
});
