import type { ServerResponse } from 'node:http';

const hosted = new WeakSet<object>();

/**
 * Marks a response of a practice tenant that is hosted for everyone: no search engine may keep it, and
 * its pages say that they're for practice. It's only there over https.
 */
export function markHosted(response: ServerResponse): void {
  hosted.add(response);
  response.setHeader('x-robots-tag', 'noindex, nofollow, noarchive');
  response.setHeader('x-content-type-options', 'nosniff');
  // The site says it for names below its own, but the practice tenant may have another one.
  response.setHeader('strict-transport-security', 'max-age=31536000');
}

export const isHosted = (response: object): boolean => hosted.has(response);
