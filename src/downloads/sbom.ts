import { z } from 'zod';

const lockFile = z.object({
  name: z.string(),
  version: z.string().default('0.0.0'),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
      optional: z.boolean().default(false),
    }),
  ),
});

const algorithms: Readonly<Record<string, string>> = {
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/**
 * The components of a sample, as CycloneDX 1.6 JSON from its package-lock.json (version 2 or 3).
 * The same lock file gives the same bytes: it contains no time and no serial number.
 */
export function softwareBillOfMaterials(packageLock: string): string {
  const { name, version, packages } = lockFile.parse(JSON.parse(packageLock));
  const components = Object.entries(packages)
    .filter(([path, { version }]) => path !== '' && version !== undefined)
    .map(([path, entry]) => componentOf(path, entry));
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': `${name}@${version}`, name, version },
    },
    components: components.sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1)),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

type Entry = z.infer<typeof lockFile>['packages'][string];

/**
 * The path is "node_modules/@scope/name", also nested: what follows the last "node_modules/"
 * counts.
 */
function componentOf(path: string, { version = '', integrity, license, dev, optional }: Entry) {
  const fullName = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const [scope, name] = fullName.startsWith('@') ? fullName.split('/') : [undefined, fullName];
  const group = scope === undefined ? '' : `${encodeURIComponent(scope)}/`;
  const purl = `pkg:npm/${group}${name}@${encodeURIComponent(version)}`;
  const hashes = hashesOf(integrity);
  return {
    type: 'library',
    // A package may be in the tree twice: its place makes the reference unique.
    'bom-ref': `${purl}#${path}`,
    ...(scope !== undefined && { group: scope }),
    name: name ?? fullName,
    version,
    scope: dev || optional ? 'optional' : 'required',
    ...(hashes.length > 0 && { hashes }),
    ...(license !== undefined && { licenses: [{ expression: license }] }),
    purl,
  };
}

/** An integrity is base64 (W3C Subresource Integrity); CycloneDX wants hexadecimal. */
function hashesOf(integrity = ''): { alg: string; content: string }[] {
  return integrity.split(/\s+/).flatMap((part) => {
    const [algorithm = '', base64 = ''] = part.split('-', 2);
    const alg = algorithms[algorithm];
    return alg === undefined
      ? []
      : [{ alg, content: Buffer.from(base64, 'base64').toString('hex') }];
  });
}
