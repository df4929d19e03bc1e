import { expect, test } from './site-test.ts';
import { startWithPractice, unpackSample } from './unpacked-sample.ts';

const samples = [
  { name: 'protected-api', usualPort: 3001, path: '/tasks' },
  { name: 'middle-tier', usualPort: 3002, path: '/me' },
];

for (const { name, usualPort, path } of samples) {
  test(`${name}.zip runs as its chapter says: install, copy, start, and a 401 that says what to bring`, async ({
    site,
  }) => {
    const sample = await unpackSample(site, { name });
    const template = '.env.practice.entra-id';
    const { origin, process } = await startWithPractice(site, sample, { template, usualPort });
    try {
      const answer = await fetch(origin + path);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="api"');
      // A token that is none: the API has to reach the practice tenant to know whose keys to ask.
      const refused = await fetch(origin + path, { headers: { authorization: 'Bearer a.b.c' } });
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"');
    } finally {
      await process.stop();
      sample.remove();
    }
  });
}

test('the downloads page offers the two APIs, with hashes that are true', async ({
  page,
  request,
}) => {
  const { createHash } = await import('node:crypto');
  await page.goto('/downloads/');
  const sums = await (await request.get('/downloads/SHA256SUMS')).text();
  for (const { name } of samples) {
    const file = `${name}.zip`;
    await expect(page.getByRole('link', { name: file, exact: true })).toBeVisible();
    const body = await (await request.get(`/downloads/${file}`)).body();
    const hash = createHash('sha256').update(body).digest('hex');
    expect(sums).toContain(`${hash}  ${file}\n`);
    await expect(page.getByText(hash)).toBeVisible();
  }
});
