import { readFile } from 'node:fs/promises';
import { type CheckedSeed, checkedSeed, SeedError } from './seed.ts';

/** The seed in a file. @throws SeedError */
export async function readSeed(file: string): Promise<CheckedSeed> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new SeedError([
      `The seed file ${file} can’t be read: correct its path, or add the file.`,
    ]);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SeedError([`The seed file ${file} isn’t valid JSON (${reason}). Correct the file.`]);
  }
  try {
    return checkedSeed(value);
  } catch (error) {
    if (!(error instanceof SeedError)) throw error;
    throw new SeedError([`The seed file ${file} has mistakes.`, ...error.mistakes]);
  }
}
