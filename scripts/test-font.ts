import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

const require = createRequire(import.meta.url);
/**
 * DejaVu Sans has every letter that the site shows, Arabic names included, so no other font is
 * asked.
 */
const faces = [400, 700].map((weight) => ({
  weight: String(weight),
  font: readFileSync(
    require.resolve(`@fontsource/dejavu-sans/files/dejavu-sans-latin-${weight}-normal.woff2`),
  ).toString('base64'),
}));

/**
 * Sets all text of the page in one font of node_modules, so that a picture depends on no font of
 * this machine; and what is measured or made up each time (times, lengths, ports, numbers of
 * requests, beginnings of secrets) to one value, so that it depends on no run.
 */
export async function setInTestFont(page: Page): Promise<void> {
  await page.evaluate(async (faces) => {
    // Its policy lets a page load no font and no style of ours; what a script makes is not loaded.
    for (const { weight, font } of faces) {
      const data = Uint8Array.from(atob(font), (character) => character.charCodeAt(0));
      document.fonts.add(await new FontFace('Test', data, { weight }).load());
    }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '*, ::before, ::after, ::placeholder { font-family: Test !important; font-synthesis: none !important; }',
    );
    document.adoptedStyleSheets.push(sheet);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      const measured =
        text.nodeValue
          ?.replace(/\d+(?= (?:ms|characters)\b)/g, '100')
          .replace(
            /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g,
            '0a0a0a0a-1111-4111-8111-111111111111',
          )
          .replace(/[^\s"]+(?=…)/g, 'beginning')
          .replace(/(?<=(?:localhost|127\.0\.0\.1)(?::|%3A))\d+/g, '4321') ?? '';
      if (measured !== text.nodeValue) text.nodeValue = measured;
    }
    await document.fonts.ready;
  }, faces);
}
