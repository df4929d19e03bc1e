import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseEnv } from 'node:util';

export interface EnvFile {
  variables: Record<string, string | undefined>;
  /** Some Windows editors begin a file with a byte order mark, and Node.js then misreads its first line. */
  hasByteOrderMark: boolean;
  /** Why the file can't be read, as one sentence. */
  mistake: string | undefined;
}

/** Reads a file such as `.env`, however it's saved; without a file, there are no variables. */
export function readEnvFile(file: string): EnvFile {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.of();
  // Windows PowerShell writes UTF-16 with `>`. Only there, every other byte is a zero, with or without a mark.
  if (bytes.includes(0)) {
    const mistake = `${basename(file)} is saved as UTF-16, which Node.js cannot read: save it as UTF-8.`;
    return { variables: {}, hasByteOrderMark: false, mistake };
  }
  const text = bytes.toString('utf8');
  const hasByteOrderMark = text.startsWith('\uFEFF');
  const variables = parseEnv(hasByteOrderMark ? text.slice(1) : text);
  return { variables, hasByteOrderMark, mistake: undefined };
}
