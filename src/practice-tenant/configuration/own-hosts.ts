const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Tells own names from others. A page of another site can make a browser send requests here under a
 * name of its own (DNS rebinding); it cannot change the Host header.
 */
export function ownHosts(
  origins: readonly string[],
  ports: readonly number[],
): (host: string | undefined) => boolean {
  const own = new Set([
    ...origins.map((origin) => new URL(origin).host),
    ...ports.flatMap((port) => loopback.map((name) => `${name}:${port}`)),
  ]);
  return (host) => host !== undefined && own.has(host.toLowerCase());
}

/** True for an origin that only this machine can reach. */
export const isLoopback = (origin: string): boolean => loopback.includes(new URL(origin).hostname);
