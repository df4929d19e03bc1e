/** The names of this machine in an address. */
export const loopbackNames = ['localhost', '127.0.0.1', '[::1]'];

/** True for an origin that only this machine can reach. */
export const isLoopback = (origin: string): boolean =>
  loopbackNames.includes(new URL(origin).hostname);
