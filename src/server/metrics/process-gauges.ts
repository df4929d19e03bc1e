import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Gauge } from './metrics.ts';

/** How this process itself is doing. Call it once: it starts measuring. */
export function processGauges(version: string): Gauge[] {
  const started = Date.now() / 1000;
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  return [
    {
      name: 'build_info',
      help: 'Always 1; the labels say what runs.',
      read: () => [{ value: 1, labels: { version, node: process.versions.node } }],
    },
    {
      name: 'start_time_seconds',
      help: 'When this process started, in seconds since 1970.',
      read: () => started,
    },
    {
      name: 'memory_bytes',
      help: 'Memory of this process.',
      read: () => {
        const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
        return Object.entries({ rss, heap_used: heapUsed, heap_total: heapTotal, external }).map(
          ([kind, value]) => ({ value, labels: { kind } }),
        );
      },
    },
    {
      name: 'event_loop_delay_seconds',
      help: 'How late the event loop was since the last scrape.',
      read: () => {
        const quantiles = [50, 99].map((percent) => ({
          // It's measured with a timer of 20 ms, which don't count.
          value: Math.max(0, delay.percentile(percent) / 1e9 - 0.02),
          labels: { quantile: String(percent / 100) },
        }));
        delay.reset();
        return quantiles;
      },
    },
  ];
}
