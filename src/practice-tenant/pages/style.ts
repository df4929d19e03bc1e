import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A style sheet that is put into the page, which then needs no second request. */
export interface Style {
  text: string;
  /** For the policy, which allows exactly these style sheets and no other. */
  hash: string;
}

function sheet(file: string): Style {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  return { text, hash: hash('sha256', text, 'base64') };
}

/** Of every page. */
export const style = sheet('./practice.css');

/** Of wide pages besides; the pages of a sign-in go without its tables and lists. */
export const wideStyle = sheet('./wide.css');
