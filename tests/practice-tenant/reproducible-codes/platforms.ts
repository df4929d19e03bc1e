import type { Reader } from './reader.ts';

/** Another page of the app; the platform Web keeps one address. */
export const goodbye = 'http://localhost:3000/goodbye';

/** Moves the address that the page names to the platform Single-page application. */
export async function moveToSinglePage(reader: Reader): Promise<void> {
  const [uri = ''] = reader.page.urls;
  await reader.atDesk('Save authentication', {
    'Redirect URIs (Web), one per line': goodbye,
    'Redirect URIs (Single-page application), one per line': uri,
  });
}
