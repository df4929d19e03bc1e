import { expect, type Locator, type Page } from 'playwright/test';

/** Presses a key until the element has the focus; every stop on the way must be seen (WCAG 2.4.7, 2.4.11). */
export async function reach(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  const stops: string[] = [];
  for (let presses = 0; presses < 90; presses += 1) {
    await page.keyboard.press(key);
    const stop = await page.evaluate(focusSeen);
    stops.push(stop.name);
    expect(stop, `after ${stops.join(', ')}`).toMatchObject({ inView: true, outlined: true });
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Never came to it: ${stops.join(', ')}.`);
}

/** Runs in the page: the element with the focus, whether any corner of it can be seen, and its outline. */
function focusSeen() {
  const element = document.activeElement ?? document.body;
  const name = (element.ariaLabel ?? element.textContent).trim().replace(/\s+/g, ' ').slice(0, 60);
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const corners = [left + 3, right - 3].flatMap((x) =>
    [top + 3, bottom - 3].map((y) => document.elementFromPoint(x, y)),
  );
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return {
    name,
    inView: corners.some(
      (seen) => seen !== null && (element.contains(seen) || seen.contains(element)),
    ),
    outlined: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0,
  };
}
