import type { RequestListener } from 'node:http';
import { contentType } from './exposition.ts';
import type { Metrics } from './metrics.ts';

/** GET /metrics, on a port of its own so that no proxy passes it on by mistake. */
export function metricsListener(metrics: Pick<Metrics, 'text'>): RequestListener {
  return ({ method = '', url = '' }, response) => {
    const [path] = url.split('?', 1);
    const wrong = path !== '/metrics' ? 404 : ['GET', 'HEAD'].includes(method) ? undefined : 405;
    if (wrong) return void response.writeHead(wrong, { connection: 'close' }).end();
    metrics.text().then(
      (text) => {
        response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-store' });
        response.end(text);
      },
      () => response.writeHead(500).end(),
    );
  };
}
