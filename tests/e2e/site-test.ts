import { test as base, expect, type Page } from 'playwright/test';
import { type RunningSite, startSite } from './running-site.ts';

export { expect };

interface Fixtures {
  /** What went wrong in the page's own eyes: errors, refused content, requests that left the machine's own origins. */
  complaints: string[];
}

/** A test with one built site running for the whole worker. */
export const test = base.extend<Fixtures, { site: RunningSite }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from this pattern.
    async ({}, use) => {
      const site = await startSite();
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ site }, use) => use(site.origin),
  complaints: async ({ page, site }, use) => use(listen(page, site)),
});

function listen(page: Page, site: RunningSite): string[] {
  const complaints: string[] = [];
  const { front } = site.ports;
  const own = [
    site.origin,
    `http://127.0.0.1:${front}`,
    `http://login.woodgrove.localhost:${front}`,
  ];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && !own.includes(origin)) {
      complaints.push(`${page.url()}: asked for ${request.url()}`);
    }
  });
  return complaints;
}
