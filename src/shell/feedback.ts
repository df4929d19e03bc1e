/**
 * Where readers send feedback about a page.
 * @param setting FEEDBACK_URL, in which {page} is replaced by the page's address
 * @returns undefined if there is no such setting
 * @throws an Error of one sentence when it is neither https nor an email address
 */
export function feedbackAddress(setting: string | undefined, page: URL): string | undefined {
  if (!setting) return undefined;
  const address = setting.replaceAll('{page}', encodeURIComponent(page.href));
  if (!['https:', 'mailto:'].includes(URL.parse(address)?.protocol ?? ''))
    throw new Error(
      'FEEDBACK_URL must be an https or mailto address, for example FEEDBACK_URL=https://github.com/owner/name/issues/new?title={page}, or be left out.',
    );
  return address;
}
