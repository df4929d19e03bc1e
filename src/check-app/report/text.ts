import type { Message } from '../http/trace.ts';
import type { Report, Result } from '../run.ts';
import { summaryOf } from './summary.ts';

const marks = { held: '✓', failed: '✗', 'not tried': '?' } as const;

/** One check, as the terminal shows it when it ends. */
export function linesOf({ check, outcome, saw, messages }: Result): string {
  const first = `${marks[outcome]} ${check.title} (${check.id})`;
  if (outcome === 'held') return first;
  if (outcome === 'not tried') return `${first}\n  Could not be tried: ${saw}`;
  return [
    first,
    `  Tried: ${check.tries}`,
    `  Saw:   ${saw}`,
    `  Means: ${check.means}`,
    `  Fix:   ${check.fix}`,
    ...check.sources.map(({ title, url }) => `  Read:  ${title}, ${url}`),
    '  Messages:',
    ...messages.map((message) => `    ${messageLine(message)}`),
  ].join('\n');
}

export function messageLine({
  from,
  method,
  url,
  fields,
  status,
  location,
  problem,
}: Message): string {
  const sent = fields.length > 0 ? ` (${fields.join(', ')})` : '';
  const answer = problem ?? `${status ?? ''}${location === undefined ? '' : ` → ${location}`}`;
  return `${from}: ${method} ${url}${sent}  ${answer}`;
}

/** What's known before the first check. */
export const headOf = ({ app, signIn, nameAt, registration }: Omit<Report, 'results'>): string =>
  [
    `App:          ${app}`,
    `Signs in:     ${signIn}`,
    `Shows a name: ${nameAt}`,
    `Registration: ${registration ?? 'not known'}`,
  ].join('\n');

export const textOf = (report: Report): string =>
  [headOf(report), ...report.results.map(linesOf), summaryOf(report)].join('\n\n');
