import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { apiSamples } from '../../src/downloads/api-samples.ts';
import { unzippedLibrary } from '../existing-apps/library-zip.ts';
import { expect, test } from './site-test.ts';
import { startWithPractice, unpackSample } from './unpacked-sample.ts';

for (const { name, port, path } of apiSamples) {
  test(`${name}.zip runs as its guide says: install, copy, start, and a 401 that asks for a token`, async ({
    site,
  }) => {
    const sample = await unpackSample(site, { name });
    const template = '.env.practice.entra-id';
    const { origin, process } = await startWithPractice(site, sample, {
      template,
      usualPort: port,
    });
    try {
      const response = await fetch(origin + path);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer realm="api"');
      // Not a real token: to refuse it, the API has to fetch the practice tenant's keys.
      const refused = await fetch(origin + path, { headers: { authorization: 'Bearer a.b.c' } });
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"');
    } finally {
      await process.stop();
      sample.remove();
    }
  });
}

test('the downloads page offers every API sample with its hash, guide and bill of materials', async ({
  page,
  request,
}) => {
  await page.goto('/downloads/');
  const sums = await (await request.get('/downloads/SHA256SUMS')).text();
  for (const { name, heading, guide } of apiSamples) {
    const file = `${name}.zip`;
    await expect(page.getByRole('link', { name: file, exact: true })).toBeVisible();
    const body = await (await request.get(`/downloads/${file}`)).body();
    const hash = createHash('sha256').update(body).digest('hex');
    expect(sums).toContain(`${hash}  ${file}\n`);
    await expect(page.getByText(hash)).toBeVisible();
    const main = page.getByRole('main');
    await expect(main.getByRole('link', { name: heading })).toHaveAttribute(
      'href',
      `/guides/${guide}/`,
    );
    const bill = await request.get(`/downloads/sbom-${name}.cdx.json`);
    expect((await bill.json()).bomFormat).toBe('CycloneDX');
  }
});

test('the downloads page offers the library alone, with its hash, guide and bill of materials', async ({
  page,
  request,
}) => {
  await page.goto('/downloads/');
  await expect(page.getByRole('link', { name: 'sign-in.zip', exact: true })).toBeVisible();
  const body = await (await request.get('/downloads/sign-in.zip')).body();
  const paths = Object.keys(unzipSync(new Uint8Array(body)));
  expect(paths.sort()).toEqual(
    unzippedLibrary()
      .map(([path]) => path)
      .sort(),
  );
  const hash = createHash('sha256').update(body).digest('hex');
  const sums = await (await request.get('/downloads/SHA256SUMS')).text();
  expect(sums).toContain(`${hash}  sign-in.zip\n`);
  await expect(page.getByText(hash)).toBeVisible();
  await expect(
    page.getByRole('main').getByRole('link', { name: 'Add sign-in to an Express app you have' }),
  ).toHaveAttribute('href', '/guides/add-to-your-app/');
  const bill = await (await request.get('/downloads/sbom-sign-in.cdx.json')).json();
  expect(bill.metadata.component.name).toBe('sign-in');
});
