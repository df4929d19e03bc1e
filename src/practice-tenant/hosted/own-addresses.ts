const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * What is wrong with an address that a browser would be sent to from a hosted practice tenant; undefined
 * when nothing is. Otherwise anybody could use the lab to send visitors to a page of their own.
 * @param siteOrigin the lab's own site
 */
export function problemWithOwnAddress(address: string, siteOrigin: string): string | undefined {
  if (isOwnAddress(address, siteOrigin)) return undefined;
  return `This lab lets an app be only on your own machine: ${bounded(address)} is somewhere else. Use an address such as http://localhost:3000/auth/redirect.`;
}

/** Whether an address leads to the visitor's own machine, or to the lab itself. */
export function isOwnAddress(address: string, siteOrigin: string): boolean {
  const url = URL.parse(address);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return false;
  if (url.username !== '' || url.password !== '') return false;
  // Parsing forgives a lot, such as backslashes, full-width letters, and 127.1: what was sent must
  // already look the way it's read.
  if (!/^[\x21-\x5b\x5d-\x7e]+$/.test(address) || !address.startsWith(url.origin)) return false;
  return loopbackHosts.has(url.hostname) || url.origin === siteOrigin;
}

const longest = 100;
const bounded = (text: string): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}…`;
