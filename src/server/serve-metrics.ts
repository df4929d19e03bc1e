import { CannotListen, listen } from '../../samples/web-app/server/listen.ts';
import type { Metrics } from './metrics/metrics.ts';
import { metricsListener } from './metrics/metrics-listener.ts';
import type { Operations } from './operations.ts';

/**
 * Serves the metrics until `close`, also while the site itself is stopping.
 * @throws CannotListen
 */
export async function serveMetrics(
  metrics: Pick<Metrics, 'text'>,
  where: Operations['metrics'],
): Promise<{ close(): void }> {
  if (where === undefined) return { close: () => {} };
  const { port, host } = where;
  const servers = await listen(metricsListener(metrics), { port, hosts: [host] }).catch(
    (error: unknown) => {
      if (!(error instanceof CannotListen)) throw error;
      throw new CannotListen(
        `Metrics can't be served on ${host}, port ${port}: change METRICS_PORT or METRICS_HOST.`,
      );
    },
  );
  return {
    close: () => {
      for (const server of servers) server.close().closeAllConnections();
    },
  };
}
