import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import * as pagefind from 'pagefind';

/**
 * Writes the files of the search index once more: Pagefind's own program can end before the last bytes of
 * what it writes are on the disk, and the search then waits for an empty script. List it after Starlight.
 */
export default function searchIndexFiles(): AstroIntegration {
  return {
    name: 'sign-in-lab:search-index-files',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const client = fileURLToPath(dir);
        const { index, errors } = await pagefind.createIndex();
        if (index === undefined)
          throw new Error(`The search index can’t be made: ${errors.join(' ')}`);
        const added = await index.addDirectory({ path: client });
        const { files, errors: missing } = await index.getFiles();
        const failed = [...added.errors, ...missing];
        if (failed.length > 0)
          throw new Error(`The search index can’t be made: ${failed.join(' ')}`);
        for (const { path, content } of files) {
          const file = join(client, 'pagefind', path);
          await mkdir(dirname(file), { recursive: true });
          await writeFile(file, content);
        }
        await pagefind.close();
      },
    },
  };
}
