import puppeteer from 'puppeteer-core';
import { type OtherBrowser, patience } from './other-browser.ts';

/** Firefox as Debian or Mozilla ship it, by WebDriver BiDi, which it speaks without a driver. */
export async function openFirefox(executablePath: string): Promise<OtherBrowser> {
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
  const page = await browser.newPage();
  page.setDefaultTimeout(patience);
  return {
    async open(url) {
      await page.goto(url);
    },
    select: (xpath) => page.locator(`::-p-xpath(${xpath})`).click(),
    async waitFor(xpath) {
      await page.waitForSelector(`::-p-xpath(${xpath})`);
    },
    measure: async (expression) => Number(await page.evaluate(expression)),
    close: () => browser.close(),
  };
}
