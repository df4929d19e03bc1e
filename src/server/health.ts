import type { IncomingMessage, ServerResponse } from 'node:http';

/** A part that the live demo needs; "off" when the site runs without it on purpose. */
export interface Part {
  name: string;
  state(): Promise<'up' | 'down' | 'off'>;
}

export interface HealthOptions {
  parts: readonly Part[];
  /** Whether the process has been asked to end: a proxy then sends new requests elsewhere. */
  isStopping: () => boolean;
}

/**
 * Responds to /healthz (the process lives) and /readyz (every part works and the process isn't about to
 * end; otherwise 503, and which part doesn't). A proxy asks by IP address, so any Host will do.
 * @returns whether the path was one of the two
 */
export function healthAnswers({
  parts,
  isStopping,
}: HealthOptions): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  return async ({ url = '' }, response) => {
    const [path] = url.split('?', 1);
    if (path === '/healthz') {
      send(response, 200, { status: 'ok' });
      return true;
    }
    if (path !== '/readyz') return false;
    if (isStopping()) {
      send(response, 503, { status: 'stopping' });
      return true;
    }
    const states = await Promise.all(
      parts.map(async (part) => [part.name, await part.state()] as const),
    );
    const ready = states.every(([, state]) => state !== 'down');
    send(response, ready ? 200 : 503, {
      status: ready ? 'ready' : 'not ready',
      ...Object.fromEntries(states),
    });
    return true;
  };
}

function send(response: ServerResponse, status: number, body: Record<string, string>): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}
