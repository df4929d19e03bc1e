import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type TenantType, tenantTypes } from '../../src/scenarios/tenant-types.ts';
import { expect, test } from './site-test.ts';

const folder = fileURLToPath(new URL('../../src/content/tutorials/', import.meta.url));
const steps = readdirSync(folder).map((file) => file.replace('.mdx', ''));

/** First lines of the <Tenant> blocks of a step that a tenant type must not see, and that no other block repeats. */
function blocksOfOthers(step: string, tenantType: TenantType): string[] {
  const source = readFileSync(`${folder}${step}.mdx`, 'utf8');
  const blocks = [...source.matchAll(/<Tenant (only|except)="([^"]+)">([^<{`[*]+)/g)].map(
    ([, way, types = '', text = '']) => ({
      shown: types.split(' ').includes(tenantType) === (way === 'only'),
      text: text.trim().split('\n')[0] ?? '',
    }),
  );
  return blocks
    .filter(({ shown, text }) => !shown && text.length > 20 && source.split(text).length === 2)
    .map(({ text }) => text);
}

for (const tenantType of tenantTypes) {
  test(`${tenantType}: every step as Markdown has the page's headings and code, and none of other tracks`, async ({
    page,
    request,
  }) => {
    for (const step of steps) {
      await page.goto(`/tutorials/${tenantType}/${step}/`);
      const address = await page
        .getByRole('link', { name: 'View as Markdown' })
        .getAttribute('href');
      const answer = await request.get(address ?? '');
      expect(answer.headers()['content-type'], step).toContain('text/markdown');
      const markdown = await answer.text();

      const headings = await page.locator('.step-prose :is(h2, h3)').allInnerTexts();
      for (const heading of headings) expect(plain(markdown), step).toContain(plain(heading));
      const shown = await page
        .locator('.step-prose pre')
        .evaluateAll((blocks) =>
          blocks.flatMap((block) =>
            [...block.querySelectorAll('.ec-line')].map((line) => line.textContent?.trim() ?? ''),
          ),
        );
      // A change of the reader's code marks its lines with - and +, which the page shows as color.
      const lines = new Set(
        markdown.split('\n').flatMap((line) => [line.trim(), line.trim().replace(/^[-+]\s*/, '')]),
      );
      expect(
        shown.filter((line) => !lines.has(line)),
        step,
      ).toEqual([]);

      for (const foreign of blocksOfOthers(step, tenantType)) {
        expect(markdown, step).not.toContain(foreign);
      }
      expect(markdown.replace(/```[\s\S]*?```|`[^`\n]+`/g, ''), step).not.toMatch(/<\/?[A-Z]\w+/);
    }
  });
}

/** Without the marks of Markdown; the page shows curly quotes. */
const plain = (text: string): string =>
  text
    .replace(/[`*\\]/g, '')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, ' ');

test('llms.txt lists every page as Markdown, and each of them is there', async ({ request }) => {
  const text = await (await request.get('/llms.txt')).text();
  const listed = [...text.matchAll(/\]\((http[^)]+)\)/g)].map(
    ([, url = '']) => new URL(url).pathname,
  );
  expect(listed.filter((path) => path.startsWith('/tutorials/'))).toHaveLength(
    tenantTypes.length * steps.length,
  );
  const maps = await (await request.get('/sitemap-0.xml')).text();
  const pages = [...maps.matchAll(/<loc>([^<]+)<\/loc>/g)].map(
    ([, url = '']) => new URL(url).pathname,
  );
  const prose = pages.filter(
    (path) =>
      /^\/(?:how-it-works|guides|reference|errors|tutorials\/[\w-]+)\/[\w-]+\/$|^\/choose\/$/.test(
        path,
      ) && !/^\/reference\/style/.test(path),
  );
  expect(prose.length).toBeGreaterThan(100);
  expect(listed.sort()).toEqual(prose.map((path) => `${path.slice(0, -1)}.md`).sort());
  for (const path of listed) expect((await request.get(path)).status(), path).toBe(200);
});

test('every page that is not a step leads to its Markdown too', async ({ page }) => {
  for (const path of [
    '/how-it-works/tokens/',
    '/guides/on-behalf-of/',
    '/errors/AADSTS50011/',
    '/choose/',
    '/reference/glossary/',
    '/reference/security/',
  ]) {
    await page.goto(path);
    const link = page.getByRole('link', { name: 'View as Markdown' });
    await expect(link).toHaveAttribute('href', `${path.slice(0, -1)}.md`);
  }
});
