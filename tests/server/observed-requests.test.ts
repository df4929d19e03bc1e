import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createLog } from '../../src/server/log/log.ts';
import { createMetrics } from '../../src/server/metrics/metrics.ts';
import { siteRoute } from '../../src/server/metrics/route-class.ts';
import { observedRequests } from '../../src/server/observed-requests.ts';

async function observed(app: RequestListener, { logsRequests = true } = {}) {
  const lines: string[] = [];
  const output = { info: (line: string) => lines.push(line), warn() {}, error() {} };
  const metrics = createMetrics();
  const log = createLog('json', undefined, output);
  const observing = { at: 'site', routeOf: siteRoute, metrics, log, logsRequests } as const;
  const closed = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    observedRequests(app, observing)(request, response);
    response.once('close', closed.resolve);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, metrics, lines, closed: closed.promise };
}

it('logs a request by its class, without anything that is about the visitor', async () => {
  const site = await observed((_, response) => void response.writeHead(303).end());
  const { headers } = await fetch(`${site.origin}/auth/redirect/b2c?code=secret`, {
    redirect: 'manual',
    headers: {
      'x-request-id': '0af7651916cd43dd8448eb211c80319c',
      'x-forwarded-for': '203.0.113.7',
      cookie: 'lab.b2c.session=secret',
      'user-agent': 'agent-of-visitor',
    },
  });
  await site.closed;
  expect(headers.get('x-request-id')).toBe('0af7651916cd43dd8448eb211c80319c');
  expect(JSON.parse(site.lines.join())).toEqual({
    time: expect.any(String),
    level: 'info',
    event: 'request',
    message: expect.stringMatching(/^site auth: 303, \d+ ms$/),
    request: '0af7651916cd43dd8448eb211c80319c',
    at: 'site',
    route: 'auth',
    status: 303,
    milliseconds: expect.any(Number),
  });
});

it('logs no request unless the operator asks for it, and counts it all the same', async () => {
  const site = await observed((_, response) => void response.end(), { logsRequests: false });
  await fetch(`${site.origin}/tutorials/`);
  await site.closed;
  expect(site.lines).toEqual([]);
  expect(await site.metrics.text()).toContain(
    'signin_lab_request_seconds_count{at="site",route="page",status="2xx"} 1\n',
  );
});

it('counts a response that never reached the visitor as aborted', async () => {
  const site = await observed((request) => void request.socket.destroy());
  await fetch(`${site.origin}/`).catch(() => {});
  await site.closed;
  expect(await site.metrics.text()).toContain('status="aborted"} 1\n');
});
