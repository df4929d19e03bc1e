import { type Credential, expiryWarning } from '../../samples/web-app/sign-in/index.ts';
import type { Log } from './log/log.ts';

const day = 86_400_000;

/** Logs what doesn't keep the site from starting. */
export function startupWarnings({ warn }: Pick<Log, 'warn'>) {
  const all = (sentences: readonly (string | undefined)[]): void => {
    for (const sentence of sentences)
      if (sentence) warn('configuration_warning', `Warning: ${sentence}`);
  };
  return {
    all,
    /** At start, and then once a day: a server can run longer than its certificate is valid. */
    beforeExpiry(credentials: readonly Credential[]): void {
      const check = () => all(credentials.map(expiryWarning));
      check();
      setInterval(check, day).unref();
    },
  };
}
