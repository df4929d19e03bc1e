import { parseArgs } from 'node:util';

export interface Options {
  json: boolean;
  help: boolean;
}

export const usage = `Use: npm run doctor -- [options]
  --json   prints the findings as JSON, for programs
  --help   prints this

Finds out what will fail before a user signs in. It signs no one in and changes nothing.
Exit status: 0 nothing is wrong, 1 something is wrong, 2 wrong use.`;

/** What was asked for, or why that can't be. */
export function optionsFrom(words: readonly string[]): Options | { mistake: string } {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { json: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    return { json: values.json ?? false, help: values.help ?? false };
  } catch (error) {
    return { mistake: error instanceof Error ? error.message : String(error) };
  }
}
