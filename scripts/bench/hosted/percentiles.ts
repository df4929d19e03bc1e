import type { Outcome } from './load-messages.ts';

export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = Math.ceil((percent / 100) * sorted.length) - 1;
  return sorted[Math.max(0, place)] ?? Number.NaN;
}

export const everyTime = ({ times }: Outcome): number[] => Object.values(times).flat();

export const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

/** Rows of a table: how long responses took, in milliseconds. */
export function timesTable(outcome: Outcome): string[] {
  const line = (name: string, values: readonly number[]) =>
    row([name, values.length, ...[50, 95, 99, 100].map((p) => percentile(values, p).toFixed(0))]);
  const routes = Object.entries(outcome.times).sort(([, a], [, b]) => b.length - a.length);
  return [
    row(['ms', 'responses', 'median', '95 %', '99 %', 'longest']),
    '|-|-|-|-|-|-|',
    line('all', everyTime(outcome)),
    ...routes.map(([route, values]) => line(route, values)),
  ];
}

export function errorsOf({ errors, done }: Outcome): string {
  const kinds = Object.entries(errors).map(([what, count]) => `${count} × ${what}`);
  return `${done} went well; ${kinds.length === 0 ? 'no error' : kinds.join('; ')}`;
}
