/** Whether the Redis client understands it. If it doesn't, the client's own error prints it, password included. */
export function isRedisUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || !/^rediss?:$/.test(url.protocol) || url.hostname === '') return false;
  return /^(?:\/\d*)?$/.test(url.pathname) && isDecodable(`${url.username}:${url.password}`);
}

/** Whether every percent sign begins an encoded character: a client decodes the user and the password. */
export function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
