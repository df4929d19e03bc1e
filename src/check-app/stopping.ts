import { notTried, type Verdict } from './verdicts/verdict.ts';

/** The end of a run, even in the middle of a check. */
export interface Stopping {
  /** Why the remaining checks aren’t tried; undefined while they are. */
  why(): string | undefined;
  /** Resolves with the verdict about what was being tried then. */
  reached: Promise<Verdict>;
  /** When the run is over. */
  end(): void;
}

/** @param most in milliseconds */
export function stopping(most: number, signal: AbortSignal | undefined): Stopping {
  const reached = Promise.withResolvers<Verdict>();
  let reason: string | undefined;
  const stop = (why: string) => {
    reason ??= why;
    reached.resolve(notTried(reason));
  };
  const minutes = Math.ceil(most / 60_000);
  const timer = setTimeout(
    () => stop(`The run had its time, ${minutes} minute${minutes === 1 ? '' : 's'}.`),
    most,
  );
  const abort = () => stop('The run was stopped.');
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  return {
    why: () => reason,
    reached: reached.promise,
    end() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}
