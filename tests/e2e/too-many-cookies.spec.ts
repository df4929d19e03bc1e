import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import type { Page } from 'playwright/test';
import { freePort } from './free-ports.ts';
import { startProcess } from './running-process.ts';
import { expect, test } from './site-test.ts';

/** Another program of this computer, whose cookies every program on localhost gets. */
async function plantCookies(page: Page): Promise<void> {
  const port = await freePort();
  const server = createServer((_request, response) => {
    const names = Array.from({ length: 6 }, (_, number) => `other-program-${number}`);
    const cookies = names.map((name) => `${name}=${'x'.repeat(4_000)}; Path=/`);
    response.writeHead(200, { 'set-cookie': cookies }).end('planted');
  });
  await new Promise<void>((resolve) => server.listen(port, 'localhost', resolve));
  await page.goto(`http://localhost:${port}/`);
  server.close();
  server.closeAllConnections();
}

async function expectExplanation(page: Page, origin: string): Promise<void> {
  await plantCookies(page);
  const response = await page.goto(origin);
  expect(response?.status()).toBe(431);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your browser sent too much');
  await expect(page.getByText('Clear the cookies for this address')).toBeVisible();
  await expect(page.locator('body')).not.toContainText('other-program');
  await page.context().clearCookies();
  expect((await page.reload())?.status()).toBe(200);
}

test('fault 25: too many cookies on localhost get a page that helps, at the site', async ({
  page,
  site,
}) => {
  await expectExplanation(page, site.origin);
  await expect(page.getByRole('link', { name: 'Sign-in Lab' }).first()).toBeVisible();
});

test('fault 25: too many cookies on localhost get a page that helps, at the sample', async ({
  page,
}) => {
  const cwd = fileURLToPath(new URL('../../samples/web-app/', import.meta.url));
  const { NODE_OPTIONS: _trust, ...template } = parseEnv(
    readFileSync(`${cwd}.env.practice.entra-id`, 'utf8'),
  );
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env = { ...template, PORT: String(port), REDIRECT_URI: `${origin}/auth/redirect` };
  const sample = await startProcess(process.execPath, ['app.ts'], {
    cwd,
    env,
    readyWhen: /Open http/,
  });
  try {
    await expectExplanation(page, origin);
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  } finally {
    await sample.stop();
  }
});
