import { existsSync } from 'node:fs';
import { readEnvFile } from './env-file.ts';
import { ConfigurationError, type Environment } from './sign-in/index.ts';

/**
 * The variables of this process. Node.js has read `.env` already, except for the first line after a byte
 * order mark.
 * @throws ConfigurationError for a file that can't be read
 */
export function environment(file = '.env'): Environment {
  const { variables, hasByteOrderMark, mistake } = readEnvFile(file);
  if (mistake) throw new ConfigurationError([mistake]);
  return hasByteOrderMark ? { ...variables, ...process.env } : process.env;
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
