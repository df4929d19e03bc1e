const names = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for an origin that only this machine can reach. */
export const isLoopback = (origin: string): boolean => names.has(new URL(origin).hostname);
