import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The responses that each connection still waits for; the longest idle connection comes first. */
type Connections = Map<Socket, Set<ServerResponse>>;

/**
 * Keeps at most `limit` connections open, over all servers that are given to it. For one more, the
 * connection is cut that has waited longest for its own client, so clients that never finish a request
 * keep nobody out. (Node's `maxConnections` refuses the new connection instead.)
 */
export function connectionLimit(limit: number): (server: Server) => void {
  const open: Connections = new Map();
  return (server) => {
    server.on('connection', (socket) => {
      if (open.size >= limit && !cutLongestWaiting(open)) return void socket.destroy();
      open.set(socket, new Set());
      socket.once('close', () => open.delete(socket));
    });
    // First, so that a response which ends at once is known, too.
    server.prependListener('request', ({ socket }, response) => {
      const pending = open.get(socket);
      pending?.add(response);
      response.once('close', () => {
        pending?.delete(response);
        // Its wait begins now.
        if (pending && open.delete(socket)) open.set(socket, pending);
      });
    });
  };
}

/** First those without a complete request; then those whose client doesn't read its response. */
function cutLongestWaiting(open: Connections): boolean {
  const victim =
    firstWithOnly(open, ({ req }) => !req.complete) ??
    firstWithOnly(open, (response) => !isBeingAnswered(response));
  victim?.destroy();
  return victim !== undefined && open.delete(victim);
}

function firstWithOnly(open: Connections, isMeant: (response: ServerResponse) => boolean) {
  for (const [socket, pending] of open) if ([...pending].every(isMeant)) return socket;
  return undefined;
}

const isBeingAnswered = ({ req, writableEnded, writableNeedDrain }: ServerResponse): boolean =>
  req.complete && !writableEnded && !writableNeedDrain;
