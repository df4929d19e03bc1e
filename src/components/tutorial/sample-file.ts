import { extractRegion, type Region, withoutRegionMarkers } from '../../downloads/regions.ts';
import { sampleSources } from '../../downloads/sample-source.ts';
import type { TenantType } from '../../downloads/scenarios.ts';

/** A file of the sample as a step of one track shows it. */
export interface SampleFile {
  /** As a learner has it after unpacking: ".env.sample", "auth/client.ts". */
  name: string;
  /** The whole file without authoring marks. */
  code: string;
  /** Its page on this site. */
  href: string;
  /** For the highlighter. */
  language: string;
  /** @throws an Error of one sentence that names page, file and the regions there are */
  region(name: string): Region;
}

type Sources = ReadonlyMap<string, string>;

let webApp: Sources | undefined;
/** The sample's files by path, as written in the repository. */
export function webAppSources(): Sources {
  webApp ??= sampleSources('web-app');
  return webApp;
}

const perTenantType = /^\.env\.(?:sample|practice)$/;
const languages: Record<string, string> = {
  ts: 'ts',
  mjs: 'js',
  cjs: 'js',
  js: 'js',
  json: 'json',
  md: 'md',
  css: 'css',
};

/** The address of a file's page; a dot at the start would make servers hide it. */
export const fileSlug = (path: string): string => path.replace(/(^|\/)\./g, '$1dot-');

export function fileLanguage(path: string): string {
  if (/(?:^|\/)\.env/.test(path)) return 'ini';
  return languages[path.split('.').pop() ?? ''] ?? 'txt';
}

/**
 * @param name path in the sample; ".env.sample" and ".env.practice" are those of the tenant type
 * @param page who asks, for the error sentence
 * @throws an Error of one sentence when the sample has no such file
 */
export function sampleFile(
  name: string,
  tenantType: TenantType,
  page: string,
  sources: Sources = webAppSources(),
): SampleFile {
  const path = perTenantType.test(name) ? `${name}.${tenantType}` : name;
  const source = sources.get(path);
  if (source === undefined) {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
    const near = [...sources.keys()].filter((other) => other.startsWith(folder)).sort();
    throw new Error(
      `${page} asks for samples/web-app/${path}, which does not exist (there is: ${near.join(', ') || 'nothing'}).`,
    );
  }
  return {
    name,
    code: withoutRegionMarkers(source).trimEnd(),
    href: `/samples/web-app/${fileSlug(path)}/`,
    language: fileLanguage(path),
    region: (region) => extractRegion(source, region, { page, file: `samples/web-app/${path}` }),
  };
}

/** Until the sample is laid, steps render without its code; see catalogue.ts for the same sign. */
export const sampleIsLaid = (): boolean => webAppSources().has('README.template.md');
