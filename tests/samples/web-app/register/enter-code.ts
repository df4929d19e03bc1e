import { HttpBrowser, type Page } from '../../../http-browser.ts';

/** What the developer does in a browser after reading the message: consent too, if it's asked for. */
export async function enterCode(address: string, code: string, user: string): Promise<Page> {
  const browser = new HttpBrowser();
  const enter = await browser.open(address);
  const confirm = await browser.press(enter, 'Next', { Code: code });
  const picker = await browser.press(confirm, 'Continue');
  const page = await browser.press(picker, user);
  return page.text.includes('Permissions requested') ? browser.press(page, 'Accept') : page;
}
