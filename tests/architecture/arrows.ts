import type { Import } from './imports.ts';

/** Folders, the most specific first, and which of them each may import; nobody may import pages. */
const arrows: Record<string, readonly string[]> = {
  // The library: rooms that stand on each other, and a door in front of them (index.ts, express.ts).
  // Whoever stands outside may import 'samples/web-app/sign-in' and no room.
  'samples/web-app/sign-in/errors': [],
  'samples/web-app/sign-in/network': [],
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
  'samples/web-app/sign-in/express': ['samples/web-app/sign-in/session'],
  'samples/web-app/sign-in': [
    'samples/web-app/sign-in/errors',
    'samples/web-app/sign-in/express',
    'samples/web-app/sign-in/network',
    'samples/web-app/sign-in/protocol',
    'samples/web-app/sign-in/registration',
    'samples/web-app/sign-in/session',
    'samples/web-app/sign-in/stores',
  ],
  'samples/web-app': ['samples/web-app/sign-in'],
  // What an API shares with the web app stands once; the zips get it in full (src/downloads/api-samples.ts).
  'samples/protected-api/sign-in': [
    'samples/web-app/sign-in/network',
    'samples/web-app/sign-in/registration',
  ],
  'samples/protected-api/check-access-token': ['samples/protected-api/sign-in'],
  'samples/protected-api': [
    'samples/protected-api/check-access-token',
    'samples/protected-api/sign-in',
    'samples/web-app',
  ],
  'samples/middle-tier/sign-in': [
    'samples/web-app/sign-in/network',
    'samples/web-app/sign-in/registration',
    'samples/web-app/sign-in/session',
  ],
  'samples/middle-tier': [
    'samples/middle-tier/sign-in',
    'samples/protected-api',
    'samples/protected-api/check-access-token',
    'samples/web-app',
  ],
  'src/practice-tenant': [],
  'src/scenarios': [],
  'src/sample-source': ['src/scenarios', 'samples/web-app'],
  'src/downloads': ['src/sample-source', 'src/scenarios'],
  // The demo runs the library, and the sample's own call of its API.
  'src/auth': ['samples/web-app', 'samples/web-app/sign-in'],
  'src/clients': [],
  'src/security': [],
  'src/search': ['src/content'],
  'src/style-guide': ['samples/web-app/sign-in', 'src/auth'],
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
  'src/server': ['src/auth', 'src/practice-tenant', 'samples/web-app/sign-in'],
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
