import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigurationError, type Environment } from './sign-in/index.ts';

/**
 * The variables of this process. Node.js has read `.env` already, except for the first line of a file that
 * begins with a byte order mark, as some Windows editors write it.
 * @throws ConfigurationError for a file in UTF-16, as Windows PowerShell writes it with `>`
 */
export function environment(file = '.env'): Environment {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.of();
  // Only UTF-16 has a zero in every other byte, whether it begins with a byte order mark or not.
  if (bytes.includes(0))
    throw new ConfigurationError([
      `${file} is saved as UTF-16, which Node.js cannot read: save it as UTF-8.`,
    ]);
  const text = bytes.toString('utf8');
  return text.startsWith('\uFEFF') ? { ...parseEnv(text.slice(1)), ...process.env } : process.env;
}

/**
 * What `read` returns. A ConfigurationError ends the process instead, with its sentences.
 * @param practice the file that becomes `.env` for a first try
 */
export function stopOnMistakes<T>(read: () => T, practice = '.env.practice'): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    console.error('The app cannot start:');
    for (const mistake of error.mistakes) console.error(`- ${mistake}`);
    if (!existsSync('.env'))
      console.error(
        `- There is no .env file in this folder. On your own machine, create one: cp ${practice} .env`,
      );
    process.exit(1);
  }
}
