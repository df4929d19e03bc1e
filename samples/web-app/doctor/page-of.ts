import type { Environment } from '../sign-in/index.ts';

/** The page that explains a code: ERROR_PAGES has one for each, Microsoft for those that it sends. */
export function pageOf(code: string | undefined, { ERROR_PAGES }: Environment): string | undefined {
  if (code === undefined) return undefined;
  if (ERROR_PAGES && /^https?:\/\/[^?#]+\/$/.test(ERROR_PAGES)) return `${ERROR_PAGES}${code}/`;
  const number = /^AADSTS(\d+)$/.exec(code)?.[1];
  if (number) return `https://login.microsoftonline.com/error?code=${number}`;
  return code.startsWith('AADB2C')
    ? 'https://learn.microsoft.com/azure/active-directory-b2c/error-codes'
    : undefined;
}
