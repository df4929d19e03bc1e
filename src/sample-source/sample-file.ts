import type { TenantType } from '../scenarios/tenant-types.ts';
import { withCapability } from './capability-variables.ts';
import { extractRegion, type Region, withoutRegionMarkers } from './regions.ts';
import { sampleSources } from './sample-source.ts';

/** A file of the sample as a step of one track shows it. */
export interface SampleFile {
  /** Its name after you unzip the sample: ".env.sample", "sign-in/protocol/client.ts". */
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
/**
 * The sample's files by path, as written in the repository. Its configuration is the one that the
 * tracks start with: calling an API is still switched off.
 */
export function webAppSources(): Sources {
  webApp ??= new Map(
    [...sampleSources('web-app')].map(([path, text]) => [
      path,
      path.startsWith('.env.') ? withCapability(text, 'sign-in') : text,
    ]),
  );
  return webApp;
}

const perTenantType = /^\.env\.(?:sample|practice)$/;
const languages: Record<string, string> = {
  ts: 'ts',
  mjs: 'js',
  cjs: 'js',
  js: 'js',
  json: 'json',
  yml: 'yaml',
  md: 'md',
  css: 'css',
};

/**
 * The last part of the address of a file's page; with its dots, servers would take it for a file.
 */
export const fileSlug = (path: string): string => path.replace(/^\./, '').replace(/[./]/g, '-');

/** The anchor of a region on its file's page. */
export const regionId = (region: string): string => `region-${region}`;

export function fileLanguage(path: string): string {
  if (/(?:^|\/)\.env/.test(path)) return 'ini';
  return languages[path.split('.').pop() ?? ''] ?? 'txt';
}

/**
 * @param name path in the sample; ".env.sample" and ".env.practice" are those of the tenant type
 * @param page the page that asks, for the error message
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
      `${page} asks for samples/web-app/${path}, which doesn't exist (similar files: ${near.join(', ') || 'nothing'}).`,
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

/**
 * What readers of the app's code don't need: files that are generated, written for people, or for other
 * tenant types, and what isn't the app but is used beside it.
 */
const notInPane =
  /^(?:package-lock\.json|README.*|LICENSE|tests?\/.*|.*\.test\.ts|(?:register|doctor|azure)\/.*)$/;

/** The sample's files as the track of a tenant type lists them: the app first, then its parts. */
export function paneFiles(tenantType: TenantType): SampleFile[] {
  const names = [...webAppSources().keys()].flatMap((path) => {
    const template = /^(\.env\.(?:sample|practice))\.(.+)$/.exec(path);
    if (template) return template[2] === tenantType ? [template[1] ?? path] : [];
    return notInPane.test(path) ? [] : [path];
  });
  const depth = (name: string): number => name.split('/').length;
  return names
    .sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))
    .map((name) => sampleFile(name, tenantType, 'The sample pane'));
}
