import type { Import } from './imports.ts';

/** Folders, the most specific first, and which of them each may import; nobody may import pages. */
const arrows: Record<string, readonly string[]> = {
  // The protocol stands on what is left of a visit and on how an error is told; nothing below knows of it.
  'samples/web-app/errors': [],
  'samples/web-app/session': ['samples/web-app/errors'],
  'samples/web-app/network': ['samples/web-app/errors'],
  'samples/web-app/registration': [],
  'samples/web-app/auth': [
    'samples/web-app/errors',
    'samples/web-app/network',
    'samples/web-app/registration',
    'samples/web-app/session',
  ],
  'samples/web-app/stores': ['samples/web-app/auth'],
  // Calling an API is bounded by the same code as asking the provider.
  'samples/web-app': [
    'samples/web-app/auth',
    'samples/web-app/network',
    'samples/web-app/registration',
    'samples/web-app/stores',
  ],
  // The check of Node and the trust in the practice tenant stand once; the zips get them in full.
  'samples/protected-api': ['samples/web-app'],
  'samples/middle-tier': ['samples/protected-api', 'samples/web-app'],
  'src/practice-tenant': [],
  'src/downloads': ['samples/web-app/auth', 'samples/web-app'],
  'src/auth': ['samples/web-app/auth', 'samples/web-app/registration', 'samples/web-app/stores'],
  'src/styles': [],
  'src/components': ['src/auth', 'src/downloads', 'src/styles', 'src/content'],
  'src/content': ['src/components', 'src/styles'],
  'src/pages': ['src/components', 'src/content', 'src/auth', 'src/downloads', 'src/styles'],
  'src/server': [
    'src/auth',
    'src/downloads',
    'src/practice-tenant',
    'samples/web-app/auth',
    'samples/web-app',
  ],
};

/** Folders whose imports are held to the arrows. */
export const heldFolders = ['src', 'samples'];

/** One sentence for each import that goes against an arrow. */
export function arrowsBroken(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, to }) => {
    const source = folderOf(from);
    const target = folderOf(to);
    if (source === undefined || target === undefined || source === target) return [];
    if (arrows[source]?.includes(target)) return [];
    return [`${from} imports ${to}: ${source} may not import ${target}.`];
  });
}

function folderOf(path: string): string | undefined {
  return Object.keys(arrows).find((folder) => path === folder || path.startsWith(`${folder}/`));
}
