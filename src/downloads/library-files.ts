import { z } from 'zod';
import { withCapability } from '../sample-source/capability-variables.ts';
import { withoutRegionMarkers } from '../sample-source/regions.ts';

/** The name of the folder in the zip, of its package, and, with ".zip", of its download. */
export const libraryName = 'sign-in';

const folder = `${libraryName}/`;
const trust = 'practice-tenant-trust.mjs';
/** What the web app reads and the library doesn't, with the comment before it. */
const ofTheWebApp =
  /(?:^# (?![A-Z_]+=).*\n)*(?:^(?:# )?(?:STAFF_GROUP|ERROR_PAGES|TRUST_PROXY|HTTPS_PROXY|NODE_EXTRA_CA_CERTS)=.*\n)+\n?/gm;

const Manifest = z.object({
  version: z.string(),
  license: z.string(),
  engines: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

/**
 * What the zip of the library holds: the folder `sign-in` of the web app, and beside its code what an app needs to
 * install it, to fill in `.env`, and to try it with the practice tenant.
 * @param sources the web app's files by path
 * @throws an Error of one sentence for a package that the library imports and the web app doesn't name
 */
export function libraryFiles(
  sources: ReadonlyMap<string, string>,
  license: string,
): Map<string, string> {
  const files = new Map<string, string>();
  for (const [path, text] of sources) {
    if (path.startsWith(folder)) files.set(path.slice(folder.length), withoutRegionMarkers(text));
    if (/^\.env\.(?:sample|practice)\./.test(path)) files.set(path, template(text));
  }
  const packages = importedPackages([...files.values()]);
  files.set('package.json', manifest(sources.get('package.json') ?? '', packages));
  files.set(trust, withoutRegionMarkers(sources.get(trust) ?? ''));
  return files.set('LICENSE', license);
}

/** It starts with an empty line: an app's own `.env`, to which it is appended, may not end in a newline. */
function template(text: string): string {
  const lines = withCapability(withoutRegionMarkers(text), 'sign-in')
    .replaceAll(ofTheWebApp, '')
    .replace(`./${trust}`, `./${folder}${trust}`);
  return `\n${lines}`;
}

/**
 * `"type": "module"` also lets an app that is CommonJS load the folder. `npm install ./sign-in` puts these packages
 * where the folder finds them, in these versions, even if the app itself uses others. An app imports by name, so that
 * its compiler leaves the folder where it is: npm links to it, and Node.js runs TypeScript outside of node_modules.
 */
function manifest(webApp: string, packages: readonly string[]): string {
  const { version, license, engines, dependencies, devDependencies } = Manifest.parse(
    JSON.parse(webApp),
  );
  const own = packages.filter((name) => name !== 'express');
  const wanted = own.map((name) => {
    const found = dependencies[name];
    if (found === undefined)
      throw new Error(`The library imports ${name}, which the web app's package.json lacks.`);
    return [name, found] as const;
  });
  // Types that a package doesn't bring itself. An app in TypeScript has those of Express and Node.js.
  const types = own.flatMap((name) => {
    const found = devDependencies[`@types/${name}`];
    return found ? [[`@types/${name}`, found] as const] : [];
  });
  const content = {
    name: libraryName,
    version,
    private: true,
    description: "Sign-in with Microsoft, in your app's folder.",
    license,
    type: 'module',
    exports: { '.': './index.ts', './express': './express.ts' },
    engines,
    dependencies: Object.fromEntries([...wanted, ...types].sort(([a], [b]) => (a < b ? -1 : 1))),
    peerDependencies: { express: '^4.16.0 || ^5.0.0' },
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function importedPackages(texts: readonly string[]): string[] {
  const names = texts.flatMap((text) =>
    [...text.matchAll(/^(?:import|\} from)\b.* '((?:@[\w-]+\/)?[a-z][\w-]*)';$/gm)].map(
      ([, name = '']) => name,
    ),
  );
  return [...new Set(names)].filter((name) => name !== 'express-serve-static-core');
}
