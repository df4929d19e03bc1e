import { expect, it } from 'vitest';
import { counterFamilies } from '../../../src/server/metrics/families.ts';
import { createMetrics } from '../../../src/server/metrics/metrics.ts';

it('counts by labels, with the help and the type that Prometheus reads', async () => {
  const metrics = createMetrics();
  metrics.counted('sign_ins', { outcome: 'started', reason: 'none' });
  metrics.counted('sign_ins', { outcome: 'started', reason: 'none' });
  metrics.counted('sign_ins', { outcome: 'failed', reason: 'store' });
  expect(await metrics.text()).toBe(
    [
      `# HELP signin_lab_sign_ins_total ${counterFamilies.sign_ins.help}`,
      '# TYPE signin_lab_sign_ins_total counter',
      'signin_lab_sign_ins_total{outcome="started",reason="none"} 2',
      'signin_lab_sign_ins_total{outcome="failed",reason="store"} 1',
      '',
    ].join('\n'),
  );
});

it('keeps apart what is counted under different names', async () => {
  const metrics = createMetrics();
  metrics.counted('refusals', { at: 'site', reason: 'rate' });
  metrics.counted('tenant_sets', { what: 'made' });
  const text = await metrics.text();
  expect(text).toContain('signin_lab_refusals_total{at="site",reason="rate"} 1\n');
  expect(text).toContain('signin_lab_tenant_sets_total{what="made"} 1\n');
});

it('puts each request into every bucket that it fits', async () => {
  const metrics = createMetrics();
  const page = { at: 'site', route: 'page', status: '2xx' } as const;
  for (const seconds of [0.005, 0.2, 9]) metrics.timed(page, seconds);
  const text = await metrics.text();
  const labels = 'at="site",route="page",status="2xx"';
  for (const [le, count] of [
    ['0.01', 1],
    ['0.05', 1],
    ['0.1', 1],
    ['0.3', 2],
    ['1', 2],
    ['5', 2],
    ['+Inf', 3],
  ])
    expect(text).toContain(`signin_lab_request_seconds_bucket{${labels},le="${le}"} ${count}\n`);
  expect(text).toContain(`signin_lab_request_seconds_sum{${labels}} 9.205\n`);
  expect(text).toContain(`signin_lab_request_seconds_count{${labels}} 3\n`);
});

it('reads gauges at each scrape, and leaves out those that have nothing to tell', async () => {
  const metrics = createMetrics();
  let visitors: number | undefined = 2;
  metrics.gauge({ name: 'visitors', help: 'Visitors.', read: () => visitors });
  expect(await metrics.text()).toContain('signin_lab_visitors 2\n');
  visitors = undefined;
  expect(await metrics.text()).toBe('');
});

it('escapes what would end a label', async () => {
  const metrics = createMetrics();
  const labels = { version: 'a"b\\c\nd' };
  metrics.gauge({ name: 'build_info', help: 'x', read: () => [{ value: 1, labels }] });
  expect(await metrics.text()).toContain('signin_lab_build_info{version="a\\"b\\\\c\\nd"} 1\n');
});
