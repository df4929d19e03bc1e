/*
 * `npm run lighthouse`: every template on a phone and a desktop; a job of the workflow. It is no part of
 * `npm run check`, since its scores are times on a machine that does other things too, and no
 * dependency, since it brings 176 MB: npx fetches it. What of it is the same on every machine is checked
 * there without it: axe in the browser tests, scripts/page-heads.ts, the weight of pages.
 * --page=/errors/ visits one only.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startSite } from '../tests/e2e/running-site.ts';
import { findBrowser } from './test-tools.ts';

const version = '13.5.0';
/** Noise of the machine only ever lowers a score: the best of these counts. */
const attempts = 3;
const pages = [
  '/',
  '/choose/',
  '/tutorials/',
  '/tutorials/entra-id/',
  '/tutorials/entra-id/sign-in/',
  '/demo/',
  '/demo/entra-id/',
  '/guides/protect-your-own-api/',
  '/how-it-works/tokens/',
  '/reference/configuration/',
  '/errors/',
  '/errors/AADSTS50011/',
  '/downloads/',
  '/no-such-page/',
];
/** Of the practice tenant, below its own origin. */
const practicePages = [
  '/',
  `/contoso.onmicrosoft.com/oauth2/v2.0/authorize?${new URLSearchParams({
    client_id: '22222222-2222-4222-8222-222222222222',
    redirect_uri: 'http://localhost:3000/auth/redirect',
    response_type: 'code',
    scope: 'openid',
  })}`,
];
const devices = { phone: [], desktop: ['--preset=desktop'] };
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

const report = z.object({
  categories: z.record(
    z.string(),
    z.object({
      score: z.number().nullable(),
      auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
    }),
  ),
  audits: z.record(
    z.string(),
    z.object({
      title: z.string(),
      score: z.number().nullable(),
      displayValue: z.string().optional(),
    }),
  ),
});
type Report = z.infer<typeof report>;
const exceptions = z
  .array(
    z.object({
      page: z.string(),
      device: z.enum(['phone', 'desktop']),
      category: z.enum(categories),
      reason: z.string().min(20),
    }),
  )
  .parse(JSON.parse(readFileSync('scripts/lighthouse-exceptions.json', 'utf8')));

function visit(url: string, flags: readonly string[]): Report {
  const { stdout, stderr } = spawnSync(
    'npx',
    [
      '--yes',
      `lighthouse@${version}`,
      url,
      '--quiet',
      '--ignore-status-code', // the page for an address that is not there
      '--output=json',
      `--only-categories=${categories.join(',')}`,
      '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
      ...flags,
    ],
    {
      encoding: 'utf8',
      maxBuffer: 64e6,
      env: { ...process.env, CHROME_PATH: findBrowser() },
    },
  );
  if (!stdout.startsWith('{')) throw new Error(`Lighthouse did not run:\n${stderr}`);
  return report.parse(JSON.parse(stdout));
}

const score = (found: Report, category: string) =>
  Math.round((found.categories[category]?.score ?? 0) * 100);

/** What cost points, for the reader of the report. */
const causes = ({ categories, audits }: Report, category: string): string[] =>
  (categories[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
    const audit = audits[id];
    if (weight === 0 || audit?.score == null || audit.score === 1) return [];
    return [`  ${id}: ${audit.title} ${audit.displayValue ?? ''}`];
  });

const { values: only } = parseArgs({ options: { page: { type: 'string' } } });
const site = await startSite();
const failures: string[] = [];
const table: Record<string, Record<string, number>> = {};
const visits: [name: string, url: string][] = [
  ...pages.map((page): [string, string] => [page, site.origin + page]),
  ...practicePages.map((page): [string, string] => [
    `practice tenant ${page.replace(/\?.*/, '')}`,
    `http://127.0.0.1:${site.ports.front}${page}`,
  ]),
];
try {
  for (const [page, url] of visits.filter(([name]) => [name, undefined].includes(only.page))) {
    for (const [device, flags] of Object.entries(devices)) {
      const best: Record<string, number> = {};
      const reasonFor = (category: string): string | undefined =>
        exceptions.find(
          (known) => known.page === page && known.device === device && known.category === category,
        )?.reason;
      const enough = (category: string) =>
        best[category] === 100 || reasonFor(category) !== undefined;
      let last: Report | undefined;
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        last = visit(url, flags);
        for (const category of categories) {
          best[category] = Math.max(best[category] ?? 0, score(last, category));
        }
        if (categories.every(enough)) break;
      }
      table[`${page} ${device}`] = best;
      console.log(`${page} on a ${device}: ${Object.values(best).join(' ')}`);
      for (const category of categories) {
        if (best[category] === 100 || !last) continue;
        const reason = reasonFor(category);
        const line = `${page} on a ${device}: ${category} ${best[category]}`;
        if (reason !== undefined) console.log(`${line}, accepted: ${reason}`);
        else failures.push([`${line}, below 100.`, ...causes(last, category)].join('\n'));
      }
    }
  }
} finally {
  await site.stop();
}
console.table(table);
console.log(failures.join('\n') || 'Everything is at 100, or has a reason.');
process.exitCode = failures.length > 0 ? 1 : 0;
