import type { Browser, Page } from 'playwright';

/** A picture of the site: what it shows, in which theme and width. */
export interface Screenshot {
  /** File name without folder. */
  file: string;
  /**
   * Opens what it shows in a context of its own; `see` gets the page when nothing loads any more.
   */
  at<Result>(
    browser: Browser,
    origin: string,
    see: (page: Page) => Promise<Result>,
  ): Promise<Result>;
}

/** What a visitor does to get to the picture; the page starts at the site's home. */
const scenes: Record<string, (page: Page) => Promise<unknown>> = {
  home: async () => undefined,
  step: (page) => page.goto('/tutorials/entra-id/sign-in/'),
  demo: async (page) => {
    // The second time, the app already knows the identity provider: the messages are the same on
    // every machine.
    await signIn(page);
    await page.context().clearCookies();
    await signIn(page);
    await page.locator('li[data-kind="sign-in-answer"] summary').click();
    await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  },
  error: (page) => page.goto('/auth/redirect/b2c?code=never&state=asked'),
  accounts: async (page) => {
    await page.goto('/demo/entra-id/');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('list', { name: 'Accounts' }).waitFor();
  },
};

async function signIn(page: Page): Promise<void> {
  await page.goto('/demo/entra-id/');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: /Alex Rivera/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
/** So that the open message is in the picture. */
const heights: Record<string, number> = { demo: 1500 };
const themes = ['light', 'dark'] as const;

/** Every scene in both themes and sizes. */
export const screenshots: readonly Screenshot[] = Object.entries(scenes).flatMap(([scene, go]) =>
  Object.entries(sizes).flatMap(([size, viewport]) =>
    themes.map((colorScheme) => {
      return {
        file: `${scene}-${size}-${colorScheme}.png`,
        async at(browser, origin, see) {
          const context = await browser.newContext({
            baseURL: origin,
            viewport: { ...viewport, height: heights[scene] ?? viewport.height },
            colorScheme,
            reducedMotion: 'reduce',
          });
          try {
            const page = await context.newPage();
            await page.goto('/');
            await go(page);
            await page.waitForLoadState('networkidle');
            return await see(page);
          } finally {
            await context.close();
          }
        },
      };
    }),
  ),
);
