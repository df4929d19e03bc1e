import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { libraryFiles, libraryName } from '../../src/downloads/library-files.ts';
import { reproducibleZip } from '../../src/downloads/zip.ts';
import type { SampleFiles } from '../installed-modules.ts';

const folder = 'samples/web-app';

/** The files of the web app, by path. */
export const webAppSources: ReadonlyMap<string, string> = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.includes('node_modules') && statSync(join(folder, path)).isFile())
    .map((path) => [path.replaceAll('\\', '/'), readFileSync(join(folder, path), 'utf8')]),
);

/** What is in sign-in.zip, as a reader unzips it. */
export function unzippedLibrary(): SampleFiles {
  const files = libraryFiles(webAppSources, readFileSync('LICENSE', 'utf8'));
  return Object.entries(unzipSync(reproducibleZip(libraryName, files)));
}
