import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright';

/** Text, lists and code of a built page as plain Markdown, which every tool understands. */
export async function stepAsMarkdown(browser: Browser, file: string): Promise<string> {
  const page = await browser.newPage({ javaScriptEnabled: false });
  try {
    await page.setContent(readFileSync(file, 'utf8'), { waitUntil: 'domcontentloaded' });
    const blocks = await page
      .locator('main')
      .locator('h2, h3, p, li, pre')
      .evaluateAll((found) =>
        found
          .filter((element) => element.parentElement?.closest('li, pre') === null)
          .map((element) => ({
            tag: element.tagName,
            text:
              element.tagName === 'PRE'
                ? [...element.querySelectorAll('.ec-line')]
                    .map((line) => line.textContent.replace(/\n$/, ''))
                    .join('\n') || element.textContent
                : element.textContent.replace(/\s+/g, ' ').trim(),
          })),
      );
    return blocks
      .filter(({ text }) => text !== '')
      .map(markdown)
      .join('\n\n');
  } finally {
    await page.close();
  }
}

function markdown({ tag, text }: { tag: string; text: string }): string {
  if (tag === 'PRE') return `\`\`\`ts\n${text}\n\`\`\``;
  // Tools read tags and braces in prose as their own language, and follow links to this machine.
  const prose = text.replace(/https?:\/\/|[<>{}[\]*_`\\]/g, ' ');
  return ({ H2: '## ', H3: '### ', LI: '- ' }[tag] ?? '') + prose;
}
