import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { mayChangeUser, type StepsImage, stepsImage } from '../docker/steps-container.ts';
import { freePort } from './free-ports.ts';
import { projectRoot } from './running-site.ts';
import { expect, test } from './site-test.ts';

/** What `npm test` has done already with the same files: every package, and the built site. */
const done = {
  'npm ci --ignore-scripts': (folder: string) =>
    symlinkSync(join(projectRoot, 'node_modules'), join(folder, 'node_modules')),
  'npm run build': (folder: string) =>
    cpSync(join(projectRoot, 'dist'), join(folder, 'dist'), { recursive: true }),
};

test.describe('the image of the site, made by the steps of its Dockerfile', () => {
  test.skip(!mayChangeUser, 'only root can give a folder to the user of the image');
  let image: StepsImage;
  test.beforeAll(() => {
    image = stepsImage(projectRoot, done);
  });
  test.afterAll(() => image?.remove());

  test('serves the site and the practice tenant to a browser, and ends on SIGTERM', async ({
    page,
  }) => {
    const ports = {
      PORT: await freePort(),
      PRACTICE_TENANT_FRONT_PORT: await freePort(),
      PRACTICE_TENANT_PORT: await freePort(),
      PRACTICE_TENANT_CUSTOM_DOMAIN_PORT: await freePort(),
    };
    const variables = Object.fromEntries(
      Object.entries(ports).map(([name, port]) => [name, String(port)]),
    );
    const origin = `http://localhost:${ports.PORT}`;
    const site = await image.start(variables);
    try {
      expect(image.health(variables)).toBe(0);
      await page.goto(`${origin}/demo/entra-id/`);
      await page.getByRole('button', { name: 'Sign in' }).first().click();
      await page.getByRole('button', { name: /Alex Rivera/ }).click();
      await expect(page).toHaveURL(new RegExp(`^${origin}/demo/entra-id/`));
      await expect(page.getByText('Alex Rivera').first()).toBeVisible();
      const zip = await page.request.get(`${origin}/downloads/protected-api.zip`);
      expect(zip.status()).toBe(200);
      // Where published ports lead: not to a loopback address of the container.
      for (const port of [ports.PORT, ports.PRACTICE_TENANT_FRONT_PORT])
        expect((await fetch(`http://127.0.0.2:${port}/`)).status).toBeGreaterThan(0);
    } finally {
      expect(await site.stop()).toBe(0);
    }
    expect(image.health(variables)).toBe(1);
    expect(site.output()).toBe(`Sign-in Lab is at ${origin}\n`);
  });
});
