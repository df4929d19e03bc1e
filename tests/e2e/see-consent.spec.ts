import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scenarios } from '../../src/scenarios/scenarios.ts';
import { expect, test } from './site-test.ts';
import { startWithPractice, unpackSample } from './unpacked-sample.ts';

const step = readFileSync('src/content/tutorials/call-api.mdx', 'utf8');
/** The exercise as the tracks of External ID have it. */
const section = step.slice(step.indexOf('## Exercise:')).split('</Tenant>', 1)[0] ?? '';
const line = (name: string) => new RegExp(`^ *(${name}=.*)$`, 'm').exec(section)?.[1] ?? '';

test('in External ID a customer is refused until the administrator consents, as the step says', async ({
  page,
  site,
}) => {
  const scenario = scenarios.find(({ name }) => name === 'web-app-external-id-call-api');
  if (scenario === undefined) throw new Error('There is no such scenario.');
  const sample = await unpackSample(site, scenario);
  const file = join(sample.folder, '.env.practice');
  const practice = readFileSync(file, 'utf8')
    .replace(/^ENDPOINT=.*$/m, line('ENDPOINT'))
    .replace(/^SCOPE=.*$/m, line('SCOPE'));
  writeFileSync(file, practice);
  const running = await startWithPractice(site, sample);
  try {
    await page.goto(`${running.origin}/call-api`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: /Sam Okafor/ }).click();
    await expect(page.locator('main')).toContainText('AADSTS65001');

    await page.goto(`http://127.0.0.1:${site.ports.front}/desk/external-id`);
    await page.getByRole('link', { name: 'Practice web app' }).click();
    await page.getByLabel('Configured permissions').fill(line('SCOPE').replace('SCOPE=', ''));
    await page.getByRole('button', { name: 'Save permissions' }).click();
    await page.getByRole('button', { name: 'Grant admin consent for' }).click();

    await page.goto(`${running.origin}/call-api`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('It returned status 200.')).toBeVisible();
  } finally {
    await running.process.stop();
    sample.remove();
  }
});
