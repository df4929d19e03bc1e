import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import * as pagefind from 'pagefind';
import { withoutSetValues } from '../practice-tenant/index.ts';

/**
 * Writes the files of the search index once more: Pagefind's own program can end before the last bytes of
 * what it writes are on the disk, and the search then waits for an empty script. List it after Starlight.
 * @param isHosted whether pages have the values of each visitor: what the search shows of a page is the same for
 *   everyone, and goes without them
 */
export default function searchIndexFiles(isHosted: boolean): AstroIntegration {
  return {
    name: 'sign-in-lab:search-index-files',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const client = fileURLToPath(dir);
        const { index, errors } = await pagefind.createIndex();
        if (index === undefined)
          throw new Error(`The search index can’t be made: ${errors.join(' ')}`);
        const added = isHosted
          ? { errors: await addWithoutValues(index, client) }
          : await index.addDirectory({ path: client });
        const { files, errors: missing } = await index.getFiles();
        const failed = [...added.errors, ...missing];
        if (failed.length > 0)
          throw new Error(`The search index can’t be made: ${failed.join(' ')}`);
        // Starlight has written an index already. Files of it that have other names here would stay.
        await rm(join(client, 'pagefind'), { recursive: true, force: true });
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

/** @returns what can't be added, in a sentence each */
async function addWithoutValues(index: pagefind.PagefindIndex, client: string): Promise<string[]> {
  const errors: string[] = [];
  for (const file of await readdir(client, { recursive: true })) {
    if (!file.endsWith('.html')) continue;
    const content = withoutSetValues(await readFile(join(client, file), 'utf8'));
    const sourcePath = file.replaceAll('\\', '/');
    errors.push(...(await index.addHTMLFile({ sourcePath, content })).errors);
  }
  return errors;
}
