/** The problems among the results of checks that found something or nothing. */
export const filled = (results: readonly (string | undefined | false)[]): string[] =>
  results.filter((result) => typeof result === 'string').filter((problem) => problem !== '');
