// `npm run bench:site`: reports, never decides. Takes some minutes; --pages=50,500 makes it shorter.
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { findBrowser } from '../test-tools.ts';
import { weighInBrowser } from './page-in-browser.ts';
import { serverSpeed } from './server-speed.ts';
import { stepAsMarkdown } from './step-as-markdown.ts';
import { build, tools, workshop, writePages } from './tools.ts';

const { values } = parseArgs({ options: { pages: { type: 'string', default: '50,500,2000' } } });
const counts = values.pages.split(',').map(Number);
const step = 'tutorials/entra-id/sign-in/index.html';
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
const rounded = (numbers: object) =>
  Object.fromEntries(
    Object.entries(numbers).map(([key, value]) => [key, Number(Number(value).toPrecision(3))]),
  );

const machine = () =>
  `Node ${process.versions.node}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}`;

try {
  console.log('\nRequests per second over loopback, and as a share of a bare node:http server');
  const speeds = await serverSpeed(browser);
  console.table(Object.fromEntries(speeds.map(({ what, ...numbers }) => [what, rounded(numbers)])));

  console.log('\nThe step "Sign in" as it is, with code, demo and track: first visit, brotli');
  console.table({
    'Sign-in Lab': await weighInBrowser(
      browser,
      'dist/client',
      `/${step.replace('index.html', '')}`,
    ),
  });

  console.log(
    '\nThe text and code of that step as plain Markdown, many times over (here beside its own pages)',
  );
  const content = await stepAsMarkdown(browser, join('dist/client', step));
  const rows: Record<string, object> = {};
  for (const tool of tools) {
    try {
      const folder = workshop(tool);
      tool.prepare(folder);
      for (const count of counts) {
        const what = `${tool.name}, ${count} pages`;
        console.log(`${what} …`);
        writePages(tool, folder, count, content);
        const built = build(tool, folder);
        const weight = await weighInBrowser(browser, join(folder, tool.output), tool.address);
        rows[what] = { ...rounded(built), ...weight };
        console.log(`${what}: ${JSON.stringify(rows[what])}`);
      }
    } catch (error) {
      console.log(error instanceof Error ? error.message : error);
    }
  }
  console.log(`\n${machine()}, ${new Date().toISOString().slice(0, 10)}`);
  console.table(rows);
} finally {
  await browser.close();
}
