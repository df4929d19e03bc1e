import type { Import } from './imports.ts';

/**
 * Folders, the most specific first, and which of them each may import; nobody may import pages.
 * "folder/**" stands for every folder below.
 */
const arrows: Record<string, readonly string[]> = {
  // The protocol stands on what is left of a visit and on how an error is told; nothing below knows of it.
  'samples/web-app/sign-in/errors': [],
  'samples/web-app/sign-in/session': ['samples/web-app/sign-in/errors'],
  'samples/web-app/sign-in/network': ['samples/web-app/sign-in/errors'],
  'samples/web-app/sign-in/registration': [],
  'samples/web-app/sign-in/protocol': [
    'samples/web-app/sign-in/errors',
    'samples/web-app/sign-in/network',
    'samples/web-app/sign-in/registration',
    'samples/web-app/sign-in/session',
  ],
  'samples/web-app/sign-in/stores': ['samples/web-app/sign-in'],
  'samples/web-app/sign-in/express': ['samples/web-app/sign-in'],
  'samples/web-app/sign-in': [
    'samples/web-app/sign-in/errors',
    'samples/web-app/sign-in/express',
    'samples/web-app/sign-in/protocol',
    'samples/web-app/sign-in/registration',
    'samples/web-app/sign-in/session',
    'samples/web-app',
  ],
  // Calling an API is bounded by the same code as asking the provider.
  'samples/web-app': [
    'samples/web-app/sign-in',
    'samples/web-app/sign-in/network',
    'samples/web-app/sign-in/registration',
    'samples/web-app/sign-in/stores',
  ],
  // The check of Node and the trust in the practice tenant stand once; the zips get them in full.
  'samples/protected-api': ['samples/web-app'],
  'samples/middle-tier': ['samples/protected-api', 'samples/web-app'],
  'src/practice-tenant': [],
  'src/scenarios': [],
  // It reads the text of every sample and runs none.
  'src/sample-source': ['src/scenarios', 'samples/**'],
  'src/downloads': ['src/sample-source', 'src/scenarios'],
  'src/auth': [
    'samples/web-app/sign-in',
    'samples/web-app/sign-in/registration',
    'samples/web-app/sign-in/stores',
  ],
  'src/clients': [],
  'src/security': [],
  'src/search': ['src/content'],
  'src/style-guide': [],
  'src/shell': ['src/home', 'src/markdown', 'src/scenarios', 'src/search', 'src/tutorial'],
  'src/errors': ['src/sample-source', 'src/search', 'src/tutorial'],
  'src/demo': ['src/auth', 'src/errors', 'src/sample-source', 'src/shell'],
  'src/home': ['src/scenarios', 'src/shell'],
  'src/tutorial': [
    'src/content',
    'src/demo',
    'src/errors',
    'src/sample-source',
    'src/scenarios',
    'src/shell',
  ],
  'src/documents': ['src/sample-source', 'src/tutorial'],
  'src/markdown': [
    'src/content',
    'src/sample-source',
    'src/scenarios',
    'src/security',
    'src/tutorial',
  ],
  'src/content': ['src/documents', 'src/tutorial'],
  'src/pages': [
    'src/auth',
    'src/clients',
    'src/content',
    'src/demo',
    'src/documents',
    'src/downloads',
    'src/errors',
    'src/home',
    'src/markdown',
    'src/sample-source',
    'src/scenarios',
    'src/search',
    'src/security',
    'src/shell',
    'src/style-guide',
    'src/tutorial',
  ],
  'src/server': [
    'src/auth',
    'src/practice-tenant',
    'samples/web-app/sign-in',
    'samples/web-app/sign-in/express',
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

function folderOf(path: string): string | undefined {
  return Object.keys(arrows).find((folder) => path === folder || path.startsWith(`${folder}/`));
}
