import { posix } from 'node:path';
import type { Import } from './imports.ts';
import { practiceTenantArrows } from './practice-tenant-floors.ts';

/**
 * Folders, the most specific first, and which of them each may import; nobody may import pages.
 * "folder/**" means every folder below.
 */
const arrows: Record<string, readonly string[]> = {
  // The library: rooms that build on each other, and a door in front of them (index.ts, express.ts).
  // Code outside may import 'samples/web-app/sign-in' but none of its rooms.
  'samples/web-app/sign-in/errors': [],
  'samples/web-app/sign-in/network': ['samples/web-app/sign-in/errors'],
  'samples/web-app/sign-in/registration': [],
  'samples/web-app/sign-in/session': [
    'samples/web-app/sign-in/errors',
    'samples/web-app/sign-in/registration',
  ],
  'samples/web-app/sign-in/stores': [
    'samples/web-app/sign-in/errors',
    'samples/web-app/sign-in/session',
  ],
  'samples/web-app/sign-in/protocol': [
    'samples/web-app/sign-in/errors',
    'samples/web-app/sign-in/network',
    'samples/web-app/sign-in/registration',
    'samples/web-app/sign-in/session',
  ],
  'samples/web-app/sign-in/express': [
    'samples/web-app/sign-in/errors',
    'samples/web-app/sign-in/session',
  ],
  'samples/web-app/sign-in': [
    'samples/web-app/sign-in/errors',
    'samples/web-app/sign-in/express',
    'samples/web-app/sign-in/network',
    'samples/web-app/sign-in/protocol',
    'samples/web-app/sign-in/registration',
    'samples/web-app/sign-in/session',
    'samples/web-app/sign-in/stores',
  ],
  'samples/web-app/server': ['samples/web-app/sign-in'],
  // Two commands beside the app: they make its registration, and find out what will fail.
  'samples/web-app/register': [
    'samples/web-app',
    'samples/web-app/server',
    'samples/web-app/sign-in',
  ],
  'samples/web-app/doctor': ['samples/web-app', 'samples/web-app/sign-in'],
  'samples/web-app': ['samples/web-app/server', 'samples/web-app/sign-in'],
  // The command is the web app's; each API says what it needs of its registration.
  'samples/protected-api/register': ['samples/web-app/register'],
  'samples/middle-tier/register': ['samples/protected-api/register', 'samples/web-app/register'],
  // What an API shares with the web app exists once; the zips get it in full (src/downloads/api-samples.ts).
  'samples/protected-api/sign-in': [
    'samples/web-app/sign-in/errors',
    'samples/web-app/sign-in/network',
    // Access tokens follow the same rule for issuers as ID tokens.
    'samples/web-app/sign-in/protocol',
    'samples/web-app/sign-in/registration',
    'samples/web-app/sign-in/session',
  ],
  'samples/protected-api/check-access-token': ['samples/protected-api/sign-in'],
  'samples/protected-api/doctor': [
    'samples/protected-api/check-access-token',
    'samples/protected-api/sign-in',
    'samples/web-app',
    'samples/web-app/doctor',
    'samples/web-app/server',
  ],
  'samples/protected-api': [
    'samples/protected-api/check-access-token',
    'samples/protected-api/sign-in',
    'samples/web-app',
    'samples/web-app/server',
  ],
  'samples/middle-tier/sign-in': [
    'samples/web-app/sign-in/errors',
    'samples/web-app/sign-in/network',
    'samples/web-app/sign-in/protocol',
    'samples/web-app/sign-in/registration',
    'samples/web-app/sign-in/session',
  ],
  'samples/middle-tier/doctor': [
    'samples/middle-tier',
    'samples/middle-tier/sign-in',
    'samples/protected-api/check-access-token',
    'samples/protected-api/doctor',
    'samples/web-app/doctor',
  ],
  'samples/middle-tier': [
    'samples/middle-tier/sign-in',
    'samples/protected-api/check-access-token',
    'samples/web-app',
    'samples/web-app/server',
  ],
  ...practiceTenantArrows,
  'src/scenarios': [],
  'src/local-addresses': ['src/practice-tenant/configuration'],
  // It reads the text of every sample and runs none.
  'src/sample-source': ['src/scenarios', 'samples/**'],
  // A token, decoded: for the trace and for the token inspector.
  'src/jwt': [],
  // The demo runs the library, and the sample's own call of its API.
  'src/auth': [
    'src/jwt',
    'src/scenarios',
    'samples/web-app',
    'samples/web-app/server',
    'samples/web-app/sign-in',
  ],
  // The schemas alone: documents import the components that they use.
  'src/content': ['src/choose', 'src/documents', 'src/figures', 'src/scenarios'],
  'src/clients': ['src/scenarios'],
  'src/conformance': ['src/scenarios'],
  // The reader's values are checked by the rules that the sample checks .env by; they reach a browser
  // because that room, apart from its files and certificates, needs no Node.
  'src/your-tenant': ['samples/web-app/sign-in/registration', 'src/scenarios'],
  // The shell is around every page and knows none of them.
  'src/shell': ['src/scenarios'],
  'src/security': ['src/shell'],
  // Tries other people's apps from outside: it knows the practice tenant by its addresses only.
  'src/check-app/verdicts': [],
  'src/check-app/http': ['src/check-app/verdicts', 'samples/web-app/server'],
  'src/check-app/practice': [
    'src/check-app/http',
    'src/check-app/verdicts',
    'samples/web-app/server',
  ],
  'src/check-app/app': [
    'src/check-app/http',
    'src/check-app/practice',
    'src/check-app/verdicts',
    'samples/web-app/server',
  ],
  'src/check-app/checks': [
    'src/check-app/app',
    'src/check-app/http',
    'src/check-app/practice',
    'src/check-app/verdicts',
  ],
  'src/check-app/report': ['src/check-app', 'src/check-app/http', 'src/check-app/verdicts'],
  'src/check-app': [
    'src/check-app/app',
    'src/check-app/checks',
    'src/check-app/http',
    'src/check-app/practice',
    'src/check-app/verdicts',
  ],
  // What check-app showed of other people's libraries, beside what was measured before.
  'src/checked-apps': ['src/check-app/checks', 'src/security'],
  'src/changelog': [],
  // Pictures from data, and sketches of the portal's pages.
  'src/figures': ['src/scenarios'],
  // Features. What one shows of another points one way: tutorial → demo → errors → search.
  'src/error-codes': [],
  'src/search': ['src/error-codes', 'src/scenarios'],
  'src/errors': [
    'src/error-codes',
    'src/sample-source',
    'src/scenarios',
    'src/search',
    'src/shell',
  ],
  // What a visitor of a hosted lab has.
  'src/own-tenants': ['src/auth', 'src/scenarios', 'src/shell'],
  'src/demo': [
    'src/auth',
    'src/error-codes',
    'src/errors',
    'src/own-tenants',
    'src/sample-source',
    'src/scenarios',
  ],
  // Claims in the words of the trace.
  'src/token-inspector': ['src/auth', 'src/demo', 'src/jwt', 'src/scenarios'],
  // What the downloads' own doctor finds out about the demos' registrations.
  'src/demo-doctor': [
    'src/auth',
    'src/errors',
    'src/scenarios',
    'samples/web-app/doctor',
    'samples/web-app/server',
    'samples/web-app/sign-in',
  ],
  'src/tutorial': [
    'src/content',
    'src/demo',
    'src/downloads',
    'src/errors',
    'src/figures',
    'src/sample-source',
    'src/scenarios',
    'src/shell',
  ],
  'src/check-page': [
    'src/check-app',
    'src/check-app/checks',
    'src/check-app/report',
    'src/check-app/verdicts',
    'samples/web-app/server',
    'samples/web-app/sign-in',
  ],
  'src/choose': ['src/scenarios', 'src/shell'],
  // They keep the reader's progress where the tutorials do.
  'src/exercises': [
    'src/content',
    'src/error-codes',
    'src/errors',
    'src/sample-source',
    'src/scenarios',
    'src/tutorial',
  ],
  'src/home': ['src/choose', 'src/demo', 'src/scenarios', 'src/security', 'src/shell'],
  'src/downloads': ['src/sample-source', 'src/scenarios', 'src/shell', 'src/your-tenant'],
  'src/documents': ['src/sample-source'],
  // What the attack lab's lessons change, and what the app falls to before and after.
  'src/lessons': ['src/check-app/checks', 'src/downloads', 'src/errors', 'src/sample-source'],
  // Every page once more, as Markdown.
  'src/markdown': [
    'src/choose',
    'src/content',
    'src/errors',
    'src/figures',
    'src/sample-source',
    'src/scenarios',
    'src/security',
    'src/tutorial',
  ],
  'src/style-guide': ['samples/web-app/sign-in', 'src/auth'],
  // Puts the parts into Starlight's places; only the configuration of Astro imports it.
  'src/starlight': [
    'src/content',
    'src/downloads',
    'src/markdown',
    'src/own-tenants',
    'src/search',
    'src/shell',
    'src/tutorial',
    'src/your-tenant',
  ],
  'src/pages': [
    'src/auth',
    'src/changelog',
    'src/check-app',
    'src/check-app/checks',
    'src/check-app/report',
    'src/check-page',
    'src/content',
    'src/demo',
    'src/demo-doctor',
    'src/downloads',
    'src/error-codes',
    'src/errors',
    'src/exercises',
    'src/home',
    'src/lessons',
    'src/markdown',
    'src/own-tenants',
    'src/sample-source',
    'src/scenarios',
    'src/search',
    'src/security',
    'src/shell',
    'src/style-guide',
    'src/token-inspector',
    'src/tutorial',
  ],
  'src/server': [
    'src/auth',
    'src/demo',
    'src/downloads',
    // When a visitor's practice tenants end.
    'src/own-tenants',
    'src/practice-tenant',
    'src/scenarios',
    // The operator's lines: the build shows them, and a start checks them.
    'src/shell',
    'samples/web-app',
    'samples/web-app/server',
    'samples/web-app/sign-in',
  ],
};

/** Folders whose imports are looked at; tests and scripts import whatever they like, but nothing that is built. */
export const heldFolders = ['src', 'samples', 'tests', 'scripts'];

/** One sentence for each import that goes against an arrow. */
export function arrowsBroken(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, to }) => {
    if (/^(?:tests|scripts)\//.test(from) && to.startsWith('dist/'))
      return [`${from} imports ${to}: what is built may be older than its source.`];
    const source = folderOf(from);
    const target = folderOf(to);
    if (source === undefined || target === undefined || source === target) return [];
    if (arrows[source]?.some((allowed) => covers(allowed, target))) return [];
    return [`${from} imports ${to}: ${source} may not import ${target}.`];
  });
}

function covers(allowed: string, folder: string): boolean {
  if (!allowed.endsWith('/**')) return allowed === folder;
  return folder.startsWith(allowed.slice(0, -2));
}

/** One sentence for each arrow of the list along which nothing is imported. */
export function arrowsUnused(imports: readonly Import[]): string[] {
  const used = new Set(imports.map(({ from, to }) => `${folderOf(from)} ${folderOf(to)}`));
  return Object.entries(arrows).flatMap(([source, targets]) =>
    targets
      .filter((target) => !target.endsWith('/**') && !used.has(`${source} ${target}`))
      .map((target) => `${source} may import ${target}, and does not.`),
  );
}

/** One sentence for each two folders of src and samples whose files import each other's. */
export function foldersInBothDirections(imports: readonly Import[]): string[] {
  const held = imports.filter(({ from, to }) =>
    [from, to].every((path) => /^(?:src|samples)\//.test(path)),
  );
  const pairs = new Set(held.map(({ from, to }) => `${posix.dirname(from)} ${posix.dirname(to)}`));
  return [...pairs].flatMap((pair) => {
    const [from = '', to = ''] = pair.split(' ');
    return from < to && pairs.has(`${to} ${from}`) ? [`${from} and ${to} import each other.`] : [];
  });
}

function folderOf(path: string): string | undefined {
  return Object.keys(arrows).find((folder) => path === folder || path.startsWith(`${folder}/`));
}
