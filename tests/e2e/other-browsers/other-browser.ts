/** How long to wait for an element, in milliseconds. */
export const patience = 30_000;

/** What a test asks of a browser that isn't Chromium. Elements are found by XPath, alike in each. */
export interface OtherBrowser {
  open(url: string): Promise<void>;
  /** Waits for the element, and selects it as a mouse does. */
  select(xpath: string): Promise<void>;
  /** Waits until there is such an element. @throws when there is none for as long as `patience` */
  waitFor(xpath: string): Promise<void>;
  /** The number that an expression has in the page. */
  measure(expression: string): Promise<number>;
  close(): Promise<void>;
}

/** A button whose whole text this is. */
export const button = (text: string): string => `//button[normalize-space()="${text}"]`;

/** Anything that shows this text. */
export const text = (shown: string): string => `//body[contains(., "${shown}")]`;
