import type { Page } from '../http/visitor.ts';

const evil = 'https://evil.example';

/** Names that apps give to the page to return to. */
export const returnNames = [
  'returnTo',
  'return_to',
  'returnUrl',
  'ReturnUrl',
  'return',
  'redirect',
  'redirectTo',
  'redirect_to',
  'redirect_url',
  'next',
  'continue',
  'url',
  'target',
  'destination',
  'callbackUrl',
  'rd',
];
/** Also those that a comparison with the beginning or a part of the app's own address lets pass. */
export const evilAddresses = ({ origin, host, protocol }: URL): string[] => [
  `${evil}/`,
  '//evil.example/',
  '/\\evil.example/',
  // Browsers leave a tab out of an address.
  '/\t/evil.example/',
  `${evil}/?${host}`,
  `${evil}/#${origin}/`,
  `${origin}@evil.example/`,
  `${protocol}//${host.replace(':', '.')}.evil.example/`,
];
export const isEvil = ({ hostname }: URL): boolean => /(?:^|\.)evil\.example$/.test(hostname);

/** Where a page sends the browser on its own, without a redirect. */
export const refreshes = ({ text }: Page): boolean =>
  /<meta[^>]+http-equiv=["']?refresh[^>]+evil\.example/i.test(text) ||
  /location(?:\.href)?\s*=\s*["'][^"']*evil\.example/i.test(text);
