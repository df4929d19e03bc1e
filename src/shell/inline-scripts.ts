import { readFileSync } from 'node:fs';
import { minifySync, type Plugin } from 'vite';

const inlineScript = /^(.*\/src\/\w[\w/-]*\/browser\/[\w-]+\.js)\?raw$/;

/** The module of a script that pages hold inline, minified as all others are; undefined for any other. */
export function minifiedScript(id: string): string | undefined {
  const file = inlineScript.exec(id)?.[1];
  if (file === undefined) return undefined;
  const { code } = minifySync(file, readFileSync(file, 'utf8'));
  return `export default ${JSON.stringify(code)}`;
}

/** Scripts are imported as `browser/….js?raw` to be written into a page. */
export const inlineScripts = (): Plugin => ({
  name: 'sign-in-lab:inline-scripts',
  enforce: 'pre',
  load: minifiedScript,
});
