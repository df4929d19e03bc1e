const longest = 34;

/** The path of an address; of a long one its end, where endpoints have their names. */
export function shortAddress(address: string): string {
  const { pathname } = new URL(address);
  if (pathname.length <= longest) return pathname;
  const end = pathname.slice(-longest);
  return `…${end.slice(Math.max(0, end.indexOf('/')))}`;
}
