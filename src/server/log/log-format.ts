const logFormats = ['text', 'json'] as const;
export type LogFormat = (typeof logFormats)[number];

const formatNamed = (text: string | undefined): LogFormat | undefined =>
  logFormats.find((format) => format === text?.trim());

export const isLogFormat = (text: string): boolean => formatNamed(text) !== undefined;

/**
 * Text for a person at a terminal, JSON where a program collects the lines. Also for the line that says why
 * the process doesn't start, so it takes anything.
 */
export function logFormatFrom({
  LOG_FORMAT,
  PRACTICE_TENANT,
}: Readonly<Record<string, string | undefined>>): LogFormat {
  return formatNamed(LOG_FORMAT) ?? (PRACTICE_TENANT?.trim() === 'hosted' ? 'json' : 'text');
}
