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

/** Runs in the page: the element with the focus, whether it can be seen, and its outline. */
function focusSeen() {
  const element = document.activeElement ?? document.body;
  const name = (element.ariaLabel ?? element.textContent).trim().replace(/\s+/g, ' ').slice(0, 60);
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const corners = [left + 3, right - 3].flatMap((x) =>
    [top + 3, bottom - 3].map((y) => {
      const seen = document.elementFromPoint(x, y);
      return seen !== null && (element.contains(seen) || seen.contains(element));
    }),
  );
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return {
    name,
    // What is taller than the window can be seen in part only.
    inView: bottom - top < innerHeight / 2 ? corners.every(Boolean) : corners.some(Boolean),
    outlined: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0,
  };
}
