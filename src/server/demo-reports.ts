import type { DemoReports } from '../auth/demo-reports.ts';
import type { Log } from './log/log.ts';
import type { Metrics } from './metrics/metrics.ts';

/** The log and the metrics of this process, as the live demo knows them. */
export const demoReports = (log: Log, metrics: Pick<Metrics, 'counted'>): DemoReports => ({
  warn: log.warn,
  error: log.error,
  signIn: (outcome, reason) => metrics.counted('sign_ins', { outcome, reason: reason ?? 'none' }),
  refused: (reason) => metrics.counted('refusals', { at: 'site', reason }),
});
