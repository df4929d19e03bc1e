import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { webAppFolder } from '../../samples/web-app/running-web-app.ts';
import type { SourceChange } from './broken-sample.ts';

const installed = fileURLToPath(new URL('../../../node_modules', import.meta.url));
/** The app itself needs none of them. */
const notNeeded = ['node_modules', 'register', 'doctor', 'azure', '.env'];

export interface BrokenCopy extends AsyncDisposable {
  folder: string;
}

/**
 * A copy of the sample's sources with these changes.
 * @throws Error for a change whose text isn't there exactly once
 */
export async function brokenCopy(changes: readonly SourceChange[]): Promise<BrokenCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'broken-sample-'));
  await cp(webAppFolder, folder, {
    recursive: true,
    filter: (source) => !notNeeded.includes(relative(webAppFolder, source)),
  });
  await symlink(installed, join(folder, 'node_modules'), 'dir');
  for (const change of changes) await apply(folder, change);
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

async function apply(folder: string, { file, replace, with: text }: SourceChange): Promise<void> {
  const path = join(folder, file);
  const pieces = (await readFile(path, 'utf8')).split(replace);
  if (pieces.length !== 2)
    throw new Error(`${file} contains this ${pieces.length - 1} times, not once: ${replace}`);
  await writeFile(path, pieces.join(text));
}
