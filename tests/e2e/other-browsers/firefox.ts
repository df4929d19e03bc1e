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
    // A locator of Puppeteer would evaluate text in the page, which the page's policy forbids.
    async select(xpath) {
      const element = await page.waitForSelector(`::-p-xpath(${xpath})`, { visible: true });
      await element?.click();
    },
    async waitFor(xpath) {
      await page.waitForSelector(`::-p-xpath(${xpath})`);
    },
    measure: async (expression) => Number(await page.evaluate(expression)),
    close: () => browser.close(),
  };
}
