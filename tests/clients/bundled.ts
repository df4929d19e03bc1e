import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** One of the scripts of this folder with all that it imports, for a page. */
export async function bundled(name: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`apps/${name}.mjs`, import.meta.url))],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'silent',
  });
  const [script] = outputFiles;
  if (script === undefined) throw new Error(`esbuild made nothing of ${name}.`);
  return script.contents;
}
