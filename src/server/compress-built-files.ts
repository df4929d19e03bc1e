import { readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const worthIt = /\.(?:html|css|js|json|svg|xml|txt|webmanifest)$/;
const smallestBytes = 512;

/** Writes a .br and a .gz beside every text file of a folder: best compression, paid once. */
export async function compressFolder(folder: string): Promise<void> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => worthIt.test(file))
    .map((file) => join(folder, file));
  const queue = files.values();
  const work = async (): Promise<void> => {
    for (const file of queue) await compressFile(file);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

async function compressFile(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < smallestBytes) return;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  const [small, compatible] = await Promise.all([
    brotli(content, { params }),
    gzipped(content, { level: 9 }),
  ]);
  await writeFile(`${file}.br`, small);
  await writeFile(`${file}.gz`, compatible);
}
