import type { WriteStream } from 'node:tty';
import type { Check } from './check.ts';
import type { Finding } from './finding.ts';

/** On a terminal, a line says which check is awaited. Elsewhere nothing is printed. */
export function progress(
  stream: Pick<WriteStream, 'isTTY' | 'write'>,
  checks: readonly Check[],
  quiet: boolean,
) {
  const isShown = stream.isTTY && !quiet;
  const show = (check: Check | undefined) => {
    if (isShown && check) stream.write(`… ${check.title}`);
  };
  show(checks[0]);
  return {
    clear() {
      if (isShown) stream.write('\r\u001B[2K');
    },
    /** The next check is awaited. */
    after(finding: Finding) {
      show(checks[checks.findIndex(({ id }) => id === finding.check) + 1]);
    },
  };
}
