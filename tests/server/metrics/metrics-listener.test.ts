import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createMetrics } from '../../../src/server/metrics/metrics.ts';
import { metricsListener } from '../../../src/server/metrics/metrics-listener.ts';
import { processGauges } from '../../../src/server/metrics/process-gauges.ts';

async function listening(metrics = createMetrics()): Promise<string> {
  const server = createServer(metricsListener(metrics));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

it('serves the text format that Prometheus reads', async () => {
  const metrics = createMetrics();
  for (const gauge of processGauges('1.2.3')) metrics.gauge(gauge);
  const response = await fetch(`${await listening(metrics)}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const lines = (await response.text()).split('\n');
  expect(lines).toContain(
    `signin_lab_build_info{version="1.2.3",node="${process.versions.node}"} 1`,
  );
  expect(lines.find((line) => line.startsWith('signin_lab_memory_bytes{kind="rss"}'))).toMatch(
    / \d{7,}$/,
  );
  expect(
    lines.some((line) => /^signin_lab_event_loop_delay_seconds\{quantile="0.99"\} \S+$/.test(line)),
  ).toBe(true);
  // Every line is a comment or one value.
  for (const line of lines.filter(Boolean))
    expect(line).toMatch(
      /^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})? [-+\w.]+)$/,
    );
});

it('serves nothing else', async () => {
  const origin = await listening();
  expect((await fetch(`${origin}/`)).status).toBe(404);
  expect((await fetch(`${origin}/metrics`, { method: 'POST' })).status).toBe(405);
});
