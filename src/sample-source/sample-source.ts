import { extractRegion, type Region, withoutRegionMarkers } from './regions.ts';

// Exhaustive, or dotfiles such as .env.sample.b2c would silently be missing.
const sources = import.meta.glob<string>(
  ['/samples/**/*', '!**/node_modules/**', '!**/.env', '!**/.practice-tenant/**'],
  { query: '?raw', import: 'default', eager: true, exhaustive: true },
);

/**
 * Files of a sample by path, for example "sign-in/protocol/client.ts", as written in the
 * repository.
 */
export function sampleSources(sample: string): Map<string, string> {
  const prefix = `/samples/${sample}/`;
  const files = Object.entries(sources).filter(([path]) => path.startsWith(prefix));
  return new Map(files.map(([path, text]) => [path.slice(prefix.length), text]));
}

/**
 * A file as it is after you unzip the sample.
 * @param file path below samples/, for example "web-app/app.ts"
 * @param page the page that asks, for the error message
 */
export function sampleFile(file: string, page: string): string {
  return withoutRegionMarkers(sourceOf(file, page));
}

/** A named region of a sample's file; see {@link sampleFile} for the parameters. */
export function sampleRegion(file: string, region: string, page: string): Region {
  return extractRegion(sourceOf(file, page), region, { page, file: `samples/${file}` });
}

function sourceOf(file: string, page: string): string {
  const text = sources[`/samples/${file}`];
  if (text === undefined) throw new Error(`${page} asks for samples/${file}, which doesn't exist.`);
  return text;
}
