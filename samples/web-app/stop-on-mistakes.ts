import { existsSync } from 'node:fs';
import { ConfigurationError } from './sign-in/index.ts';

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
    if (!existsSync('.env')) console.error(`- There is no .env yet: cp ${practice} .env`);
    process.exit(1);
  }
}
