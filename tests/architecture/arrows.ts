import type { Import } from './imports.ts';

/** Folders, the most specific first, and which of them each may import; nobody may import pages. */
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
  'src/sample-source': ['src/scenarios', 'samples/web-app'],
  'src/auth': [
    'samples/web-app/sign-in',
    'samples/web-app/sign-in/registration',
    'samples/web-app/sign-in/stores',
  ],
  // The schemas alone: documents import the components that they use.
  'src/content': ['src/documents'],
  'src/clients': [],
  // The shell is around every page and knows none of them.
  'src/shell': ['src/content'],
  'src/security': ['src/shell'],
  // Features. What one shows of another points one way: tutorial → demo → errors → search.
  'src/search': ['src/content'],
  'src/errors': ['src/content', 'src/sample-source', 'src/search', 'src/shell'],
  'src/demo': ['src/auth', 'src/errors', 'src/sample-source', 'src/shell'],
  'src/tutorial': [
    'src/content',
    'src/demo',
    'src/errors',
    'src/sample-source',
    'src/scenarios',
    'src/search',
    'src/shell',
  ],
  'src/home': ['src/demo', 'src/scenarios', 'src/shell'],
  'src/downloads': ['src/sample-source', 'src/scenarios', 'src/shell'],
  'src/documents': ['src/sample-source'],
  // Every page once more, as Markdown.
  'src/markdown': [
    'src/content',
    'src/errors',
    'src/sample-source',
    'src/scenarios',
    'src/security',
    'src/shell',
    'src/tutorial',
  ],
  'src/style-guide': [],
  // Puts the parts into Starlight's places; only the configuration of Astro imports it.
  'src/starlight': ['src/markdown', 'src/search', 'src/shell', 'src/tutorial'],
  'src/pages': [
    'src/auth',
    'src/clients',
    'src/content',
    'src/demo',
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
