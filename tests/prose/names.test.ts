import { describe, expect, it } from 'vitest';
import { adminRoutes } from '../../src/practice-tenant/admin/routes.ts';
import { extractRegion } from '../../src/sample-source/regions.ts';
import {
  fileNames,
  filesInTrees,
  labels,
  quotes,
  routeNames,
  sources,
  variableNames,
} from './names.ts';
import { codeSpans, pages } from './pages.ts';

const sample = sources('samples/web-app');
const apis = { api: sources('samples/protected-api'), middleTier: sources('samples/middle-tier') };
const practice = sources('src/practice-tenant');
/** The rooms of the site's pages. */
const siteRooms = [
  'demo',
  'documents',
  'downloads',
  'errors',
  'home',
  'search',
  'shell',
  'tutorial',
].map((room) => `src/${room}`);
const everything = [
  sample,
  apis.api,
  apis.middleTier,
  practice,
  sources('src/auth'),
  sources('src/server'),
  sources('src/pages'),
  ...siteRooms.map(sources),
];
const text = (...folders: ReadonlyMap<string, string>[]) =>
  folders.flatMap((files) => [...files.values()]).join('\n');
const sampleText = text(sample);
const projectText = text(...everything);

/** Names of the systems around the sample: Azure, Node and other tools. */
const ofOthers = new Set([
  'AUTHORITY_HOST',
  'OIDC_ENDPOINT',
  'AZURE_FEDERATED_TOKEN_FILE',
  'WEBSITE_LOAD_CERTIFICATES',
  'SCM_DO_BUILD_DURING_DEPLOYMENT',
  'NODE_EXTRA_CA_CERTS',
  'NODE_OPTIONS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_USE_ENV_PROXY',
  'NODE_USE_SYSTEM_CA',
  'HTTPS_PROXY',
  'NO_PROXY',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SSL_CERT_FILE',
  'REQUESTS_CA_BUNDLE',
  'CURL_CA_BUNDLE',
  'OIDC_SCOPES',
  'OAUTHLIB_RELAX_TOKEN_SCOPE',
  'PERL_LWP_SSL_CA_FILE',
  'B2C_1',
]);
const routesOfOthers = new Set([
  '/common',
  '/organizations',
  '/consumers',
  '/me',
  '/token',
  '/logout',
  '/adminconsent',
  '/mine',
  '/visits',
  '/auth/elsewhere',
  '/tfp/',
  '/common/discovery/instance',
  '/me/messages',
  '/beta',
]);
/** Those of any Astro site, what pages have their readers save, and what a command writes. */
const filesOfOthers = new Set([
  'tsconfig.json',
  'astro.config.mjs',
  'make-token.ts',
  'seed.json',
  '.registration.json',
]);

/** ".env.sample" means the template of the reader's tenant type. */
const fileExists = (name: string) =>
  sample.has(name) ||
  filesOfOthers.has(name) ||
  [...sample.keys()].some((path) => path.startsWith(`${name}.`));
const wholeWord = (word: string, where: string) =>
  new RegExp(
    `(?<![A-Za-z0-9_])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![A-Za-z0-9_])`,
  ).test(where);

describe.each(pages())('$name', (page) => {
  const spans = codeSpans(page.text);

  it('names only files that the sample has', () => {
    expect(fileNames(spans).filter((name) => !fileExists(name))).toEqual([]);
  });

  it('draws only files and folders that the sample has', () => {
    const missing = filesInTrees(page.text).filter(
      (name) =>
        !fileExists(name) &&
        !(name.endsWith('/') && [...sample.keys()].some((path) => path.startsWith(name))),
    );
    expect(missing).toEqual([]);
  });

  it('names only variables that a program reads', () => {
    const unknown = variableNames(spans).filter(
      (name) =>
        !ofOthers.has(name) &&
        !wholeWord(
          name.replace(
            /^(?:ENTRA_ID|ENTRA_ID_ORGANIZATIONS|ENTRA_ID_COMMON|ENTRA_ID_CONSUMERS|EXTERNAL_ID|EXTERNAL_ID_CUSTOM_DOMAIN|B2C)__/,
            '',
          ),
          projectText,
        ),
    );
    expect(unknown).toEqual([]);
  });

  it('names only routes that exist', () => {
    const unknown = routeNames(spans).filter(
      (route) =>
        !routesOfOthers.has(route) &&
        !adminRoutes.some((own) => `/${own}`.includes(route)) &&
        !new RegExp(`(?:['"\`}]|//localhost:3000)${route}/?['"\`?\\n]`).test(projectText),
    );
    expect(unknown).toEqual([]);
  });

  it('names only buttons that a page of the sample or of the practice tenant has', () => {
    const unknown = labels(page.text).filter(
      (label) => label !== 'Register' && !text(sample, practice).includes(label),
    );
    expect(unknown).toEqual([]);
  });

  it('quotes only what the sample has', () => {
    const wrong = quotes(page.text).filter(({ sample: name, file, region }) => {
      const files = [...sources(`samples/${name}`)].filter(
        ([path]) => path === file || path.startsWith(`${file}.`),
      );
      return (
        files.length === 0 ||
        (region !== undefined && !files.every(([, source]) => hasRegion(source, region)))
      );
    });
    expect(wrong).toEqual([]);
  });
});

function hasRegion(source: string, region: string): boolean {
  try {
    return extractRegion(source, region).code !== '';
  } catch {
    return false;
  }
}

it('sees a name that does not exist', () => {
  const prose =
    'Open `auth/clientt.ts`, set `CLIENT_IDD=1`, go to `/profil` and select <Label>Sing in</Label>.';
  const spans = codeSpans(prose);
  expect(
    filesInTrees('<FileTree>\n- `auth/` code\n  - `client.ts, clientt.ts` it\n</FileTree>'),
  ).toEqual(['auth/', 'auth/client.ts', 'auth/clientt.ts']);
  expect(fileNames(spans)).toEqual(['auth/clientt.ts']);
  expect(variableNames(spans)).toEqual(['CLIENT_IDD']);
  expect(routeNames(spans)).toEqual(['/profil']);
  expect(labels(prose)).toEqual(['Sing in']);
  expect(fileExists('auth/clientt.ts')).toBe(false);
  expect(wholeWord('CLIENT_IDD', sampleText)).toBe(false);
});
