import { impersonal } from './impersonal.ts';
import type { LogFormat } from './log-format.ts';
import { requestContext } from './request-context.ts';

type Level = 'info' | 'warn' | 'error';

interface Particulars {
  /** What was thrown. */
  error?: unknown;
  /** More fields of a JSON line; in text, the message says it. */
  [field: string]: unknown;
}

type Write = (event: string, message: string, particulars?: Particulars) => void;

/** The log of this process: for a person as text, for a program as one line of JSON per event. */
export type Log = Readonly<Record<Level, Write>>;

/**
 * @param onProblem called for each line above `info`
 * @param output where it goes; the console, except in tests
 */
export function createLog(
  format: LogFormat,
  onProblem: (level: 'warn' | 'error') => void = () => {},
  output: Pick<Console, Level> = console,
): Log {
  const writer =
    (level: Level): Write =>
    (event, message, particulars = {}) => {
      if (level !== 'info') onProblem(level);
      if (format === 'json') return output[level](lineOf(level, event, message, particulars));
      const { error } = particulars;
      if (error === undefined) output[level](message);
      else output[level](message, error);
    };
  return { info: writer('info'), warn: writer('warn'), error: writer('error') };
}

function lineOf(
  level: Level,
  event: string,
  message: string,
  { error, ...fields }: Particulars,
): string {
  return JSON.stringify({
    time: new Date().toISOString(),
    level,
    event,
    message: impersonal(message),
    ...requestContext.getStore(),
    ...fields,
    ...(error !== undefined && errorFields(error)),
  });
}

function errorFields(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: impersonal(String(error)) };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: impersonal(`${error.name}: ${error.message}`),
    stack: frames.map((line) => line.trim()).join('\n'),
  };
}
