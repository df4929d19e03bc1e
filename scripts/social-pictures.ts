// `npm run social-pictures`: renders public/social again, after a change to its words or colors.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { type SocialPicture, socialPictures } from '../src/shell/social-pictures.ts';
import { tenantTypeRules } from '../src/shell/styles/tenant-type-styles.ts';
import { findBrowser } from './test-tools.ts';

const folder = 'public/social';
const tokens = readFileSync('src/shell/styles/tokens.css', 'utf8');
const sign =
  '<svg class="sign" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><path d="M4 3v18M20 3v18M4 9h11m-3.5-3.5L15 9l-3.5 3.5M20 16H9"/></svg>';
const marks = socialPictures.flatMap(({ tenantType }) => tenantType ?? []);

/** Lanes and messages, as [from, to] of the four lanes from the top. */
const messages = [
  [0, 1],
  [1, 0],
  [0, 2],
  [2, 0],
  [0, 1],
  [1, 2],
  [2, 1],
  [1, 3],
] as const;
const arrow = ([from, to]: readonly [number, number], index: number): string => {
  const [start, y, side] = [from * 120 + 2, 50 + index * 50, Math.sign(to - from)];
  const end = to * 120 + 2 - side * 10;
  return `<path class="${side < 0 ? 'answer' : ''}" d="M${start} ${y}H${end}"/><path d="M${end - side * 12} ${y - 8}L${end} ${y}L${end - side * 12} ${y + 8}"/>`;
};
const lanes = [0, 1, 2, 3].map((lane) => `<path class="lane" d="M${lane * 120 + 2} 0V462"/>`);

const html = ({
  words,
  tenantType,
}: SocialPicture): string => `<!doctype html><style>${tokens}${tenantTypeRules}
  body { margin: 0; inline-size: 1200px; block-size: 630px; background: var(--lab-paper); color: var(--lab-ink); font-family: var(--lab-font); }
  .words { position: absolute; inset: 84px auto auto 80px; inline-size: 600px; }
  .brand { display: flex; align-items: center; gap: 18px; font-size: 32px; font-weight: 700; letter-spacing: -0.02em; }
  .sign { inline-size: 44px; }
  h1 { margin: 52px 0 48px; font-size: 66px; line-height: 1.12; letter-spacing: -0.03em; text-wrap: balance; }
  .whole { white-space: nowrap; }
  .marks { display: flex; align-items: center; gap: 26px; color: var(--lab-ink-soft); font-size: 24px; }
  .mark { inline-size: 24px; block-size: 24px; background: var(--lab-accent); clip-path: var(--lab-mark); }
  .picture { position: absolute; inset: 84px 108px auto auto; fill: none; stroke: var(--lab-accent); stroke-width: 3; }
  .site .picture { stroke: var(--lab-accent-blue); }
  .lane { stroke: var(--lab-line-strong); stroke-width: 1.5; }
  .answer { stroke-dasharray: 9 7; }
</style><body class="${tenantType ? '' : 'site'}" ${tenantType ? `data-tenant-type="${tenantType}"` : ''}>
  <div class="words"><div class="brand">${sign}Sign-in Lab</div><h1>${words.replace('sign-in', '<span class="whole">$&</span>')}</h1>
    <div class="marks">${(tenantType ? [tenantType] : marks).map((key) => `<span class="mark" data-tenant-type="${key}"></span>`).join('')}<span>Read, try, download</span></div></div>
  <svg class="picture" width="364" height="462">${lanes.join('')}${messages.map(arrow).join('')}</svg>
</body>`;

mkdirSync(folder, { recursive: true });
const executablePath = findBrowser();
const browser = await chromium.launch({
  ...(executablePath !== undefined && { executablePath }),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({
    viewport: { width: 1200, height: 630 },
    colorScheme: 'light',
  });
  for (const picture of socialPictures) {
    await page.setContent(html(picture));
    writeFileSync(`${folder}/${picture.name}.png`, await page.screenshot());
  }
  console.log(`${socialPictures.length} pictures in ${folder}.`);
} finally {
  await browser.close();
}
