import type { ServerResponse } from 'node:http';

/** A part that the live demo needs; "off" when the site runs without it on purpose. */
export interface Part {
  name: string;
  state(): Promise<'up' | 'down' | 'off'>;
}

/**
 * Responds to /healthz (the process lives) and /readyz (every part works; 503 and which one if
 * not).
 * @returns whether the path was one of the two
 */
export async function answerHealth(
  path: string,
  response: ServerResponse,
  parts: readonly Part[],
): Promise<boolean> {
  if (path === '/healthz') {
    send(response, 200, { status: 'ok' });
    return true;
  }
  if (path !== '/readyz') return false;
  const states = await Promise.all(
    parts.map(async (part) => [part.name, await part.state()] as const),
  );
  const ready = states.every(([, state]) => state !== 'down');
  send(response, ready ? 200 : 503, {
    status: ready ? 'ready' : 'not ready',
    ...Object.fromEntries(states),
  });
  return true;
}

function send(response: ServerResponse, status: number, body: Record<string, string>): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(body)}\n`);
}
