import { z } from 'zod';

const LockFile = z.looseObject({
  packages: z.record(
    z.string(),
    z.looseObject({
      dependencies: z.record(z.string(), z.string()).optional(),
      optionalDependencies: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  dependencies: z.record(z.string(), z.string()),
});

/**
 * The part of a package-lock.json that a package needs which the same project also uses: its own dependencies, and
 * theirs.
 * @throws an Error of one sentence for a dependency that isn't locked
 */
export function lockedPart(packageLock: string, manifest: string): string {
  const { packages, ...lock } = LockFile.parse(JSON.parse(packageLock));
  const { name, version, dependencies } = Manifest.parse(JSON.parse(manifest));
  const needed = new Set<string>();
  const add = (from: string, names: readonly string[], isOptional: boolean): void => {
    for (const each of names) {
      const path = placeOf(packages, from, each);
      if (path === undefined && !isOptional)
        throw new Error(`${name} needs ${each}, which isn't in the lock file.`);
      if (path === undefined || needed.has(path)) continue;
      needed.add(path);
      const entry = packages[path] ?? {};
      add(path, Object.keys(entry.dependencies ?? {}), false);
      add(path, Object.keys(entry.optionalDependencies ?? {}), true);
    }
  };
  add('', Object.keys(dependencies), false);
  const kept = Object.entries(packages).filter(([path]) => needed.has(path));
  return JSON.stringify({ ...lock, name, version, packages: Object.fromEntries(kept) });
}

/** Where Node.js finds a package: in the nearest node_modules. */
function placeOf(packages: object, from: string, name: string): string | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (path in packages) return path;
    if (at === '') return undefined;
  }
}
