/** What a copy of the project needs to be built. */
export const projectParts = [
  'src',
  'samples',
  'public',
  'astro.config.mjs',
  'ec.config.mjs',
  'tsconfig.json',
  'package.json',
  'LICENSE',
] as const;
