import { HttpBrowser, type Page } from '../../../http-browser.ts';

/**
 * What the developer does in a browser after reading the message.
 * @param press on the pages after the account was picked; consent, if it's asked for
 */
export async function enterCode(
  address: string,
  code: string,
  user: string,
  press?: readonly string[],
  browser = new HttpBrowser(),
): Promise<Page> {
  const enter = await browser.open(address);
  const confirm = await browser.press(enter, 'Next', { Code: code });
  const picker = await browser.press(confirm, 'Continue');
  let page = await browser.press(picker, user);
  const consents = page.text.includes('Permissions requested') ? ['Accept'] : [];
  for (const button of press ?? consents) page = await browser.press(page, button);
  return page;
}
