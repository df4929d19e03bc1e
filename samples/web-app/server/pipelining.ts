import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

/** Browsers and proxies wait for a response before they send the next request. */
const mostPending = 8;

/**
 * Cuts a connection that sends one request after another without waiting for responses (pipelining):
 * otherwise a few connections hold thousands of requests at once, and everyone else waits for them.
 */
export function withoutPipelining(app: RequestListener): RequestListener {
  const pending = new WeakMap<Socket, number>();
  return (request, response) => {
    const { socket } = request;
    const count = (pending.get(socket) ?? 0) + 1;
    if (count > mostPending) socket.destroy();
    // Node.js still reads what arrived in one piece with the request too many.
    if (socket.destroyed) return;
    pending.set(socket, count);
    response.once('close', () => pending.set(socket, (pending.get(socket) ?? 1) - 1));
    app(request, response);
  };
}
