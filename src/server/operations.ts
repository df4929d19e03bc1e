import { isIP } from 'node:net';
import type { environmentReader } from '../../samples/web-app/sign-in/index.ts';
import { isLogFormat, type LogFormat, logFormatFrom } from './log/log-format.ts';

/** How the process is run and watched. */
export interface Operations {
  /** Where metrics are served; undefined for nowhere. */
  metrics: { port: number; host: string } | undefined;
  logFormat: LogFormat;
  /** Whether each request is a line of the log. */
  logsRequests: boolean;
  /** How long the process reports that it isn't ready before it stops taking connections. */
  stopDelaySeconds: number;
}

type Reader = ReturnType<typeof environmentReader>;

/** @param sitePort the port of the site itself */
export function operationsFrom(
  { read, readValid, wholeNumber, mistakes }: Reader,
  sitePort: number,
): Operations {
  const port = read('METRICS_PORT') ? wholeNumber('METRICS_PORT', 0, 1, 65_535) : 0;
  const host = readValid(
    'METRICS_HOST',
    (text) => isIP(text) > 0,
    'must be an IP address of this machine, for example METRICS_HOST=0.0.0.0 for all of them.',
  );
  if (port === sitePort)
    mistakes.push(
      "METRICS_PORT is the same port as PORT: metrics need a port that visitors can't reach.",
    );
  readValid('LOG_FORMAT', isLogFormat, 'must be "text" or "json".');
  const requests = readValid('LOG_REQUESTS', (text) => /^(?:on|off)$/.test(text), onOrOff);
  return {
    metrics: port > 0 ? { port, host: host ?? '127.0.0.1' } : undefined,
    logFormat: logFormatFrom({
      LOG_FORMAT: read('LOG_FORMAT'),
      PRACTICE_TENANT: read('PRACTICE_TENANT'),
    }),
    logsRequests: requests === 'on',
    stopDelaySeconds: wholeNumber('STOP_DELAY_SECONDS', 0, 0, 300, 'seconds'),
  };
}

const onOrOff = 'must be "on" or "off".';
