import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigurationError, type Environment } from './sign-in/index.ts';

/**
 * The variables of this process. Node.js has read `.env` already, except for the first line of a file that
 * begins with a byte order mark, as some Windows editors write it.
 */
export function environment(file = '.env'): Environment {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
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
    // In a file that can't be read, everything seems to be missing.
    const mistakes = isUtf16('.env')
      ? ['.env is saved as UTF-16, which Node.js cannot read: save it as UTF-8.']
      : error.mistakes;
    for (const mistake of mistakes) console.error(`- ${mistake}`);
    if (!existsSync('.env'))
      console.error(
        `- There is no .env file in this folder. On your own machine, create one: cp ${practice} .env`,
      );
    process.exit(1);
  }
}

/** Whether a file begins with the byte order mark of UTF-16: Windows PowerShell writes it with `>`. */
function isUtf16(file: string): boolean {
  const start = existsSync(file) ? readFileSync(file).subarray(0, 2).toString('hex') : '';
  return start === 'fffe' || start === 'feff';
}
