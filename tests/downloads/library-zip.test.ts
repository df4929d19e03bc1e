import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { libraryFiles, libraryName } from '../../src/downloads/library-files.ts';
import { lockedPart } from '../../src/downloads/locked-part.ts';
import { softwareBillOfMaterials } from '../../src/downloads/sbom.ts';
import { reproducibleZip } from '../../src/downloads/zip.ts';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';
import { unzippedLibrary, webAppSources } from '../existing-apps/library-zip.ts';
import { writeFiles } from '../installed-modules.ts';

const files = libraryFiles(webAppSources, 'MIT');
const manifest = JSON.parse(files.get('package.json') ?? '');
const lock = webAppSources.get('package-lock.json') ?? '';

describe('the zip of the library', () => {
  it('holds one folder: the code of the web app’s library, byte for byte', () => {
    const unzipped = unzippedLibrary();
    expect(unzipped.map(([path]) => path.split('/')[0])).toEqual(unzipped.map(() => 'sign-in'));
    const code = [...webAppSources.keys()].filter((path) => /^sign-in\/.*\.ts$/.test(path));
    expect(code.length).toBeGreaterThan(70);
    const there = [...files.keys()].filter((path) => path.endsWith('.ts'));
    expect(there.map((path) => `sign-in/${path}`).sort()).toEqual(code.sort());
  });

  it('imports nothing from outside of its folder', () => {
    const imports = [...files].flatMap(([path, text]) =>
      [...text.matchAll(/(?:from|import)\s*'(\.[^']+)'/g)].map(([, to = '']) =>
        join(path, '..', to),
      ),
    );
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.filter((path) => !files.has(path))).toEqual([]);
  });

  it('names every package that it imports, in the versions of the web app', () => {
    const { dependencies } = JSON.parse(webAppSources.get('package.json') ?? '');
    const imported = [...files].flatMap(([path, text]) =>
      path.endsWith('.ts')
        ? [...text.matchAll(/(?:\bfrom |require\b.*\()'((?:@[\w-]+\/)?[a-z][\w-]*)'/g)].map(
            ([, name = '']) => name,
          )
        : [],
    );
    const packages = [...new Set(imported)].filter(
      (name) => !builtinModules.includes(name) && name !== 'express-serve-static-core',
    );
    expect(Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })).toEqual(
      expect.arrayContaining(packages),
    );
    for (const name of packages.filter((name) => name !== 'express'))
      expect(manifest.dependencies[name], name).toBe(dependencies[name]);
  });

  it('has a template and practice values for each tenant type, of sign-in only', () => {
    for (const kind of ['sample', 'practice'])
      for (const tenantType of tenantTypes) {
        const text = files.get(`.env.${kind}.${tenantType}`) ?? '';
        // A file that it's appended to may have no newline at its end.
        expect(text).toMatch(/^\n/);
        expect(text).toMatch(new RegExp(`^TENANT_TYPE=${tenantType}$`, 'm'));
        expect(text).not.toMatch(/STAFF_GROUP|ERROR_PAGES|TRUST_PROXY|#region|^ENDPOINT=/m);
      }
    const practice = files.get('.env.practice.entra-id') ?? '';
    const [, trust = ''] = /--import \.\/sign-in\/(\S+)/.exec(practice) ?? [];
    expect(files.has(trust)).toBe(true);
  });

  it('has a license, a README, and no authoring marks', () => {
    expect(files.get('LICENSE')).toBe('MIT');
    expect(files.get('README.md')).toContain('npm install ./sign-in');
    expect([...files].filter(([, text]) => text.includes('#region'))).toEqual([]);
  });

  it('can be loaded by its name, by CommonJS and by ES modules, without a warning', () => {
    const folder = mkdtempSync(join(tmpdir(), 'library-'));
    try {
      writeFiles(folder, unzippedLibrary());
      symlinkSync(resolve('node_modules'), join(folder, 'sign-in/node_modules'), 'dir');
      // As npm installs a folder: Node.js runs TypeScript only outside of node_modules.
      mkdirSync(join(folder, 'node_modules'));
      symlinkSync('../sign-in', join(folder, 'node_modules/sign-in'), 'dir');
      const print = 'console.log(typeof expressAuth, typeof userKey);';
      const ways = {
        'app.cjs': `const { expressAuth } = require('sign-in/express'); const { userKey } = require('sign-in'); ${print}`,
        'app.mjs': `import { expressAuth } from 'sign-in/express'; import { userKey } from 'sign-in'; ${print}`,
      };
      for (const [name, code] of Object.entries(ways)) {
        writeFileSync(join(folder, name), code);
        const run = `"${process.execPath}" ${name} 2>&1`;
        expect(execFileSync('sh', ['-c', run], { cwd: folder, encoding: 'utf8' })).toBe(
          'function function\n',
        );
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('has the same bytes every time', () => {
    const again = libraryFiles(new Map([...webAppSources].reverse()), 'MIT');
    expect(reproducibleZip(libraryName, again)).toEqual(reproducibleZip(libraryName, files));
  });

  it('stops the build if it imports a package that the web app doesn’t name', () => {
    const sources = new Map(webAppSources);
    sources.set('sign-in/index.ts', "import { pad } from 'left-pad';\n");
    expect(() => libraryFiles(sources, 'MIT')).toThrow(
      "The library imports left-pad, which the web app's package.json lacks.",
    );
  });
});

describe('the bill of materials of the library', () => {
  const { metadata, components } = JSON.parse(
    softwareBillOfMaterials(lockedPart(lock, JSON.stringify(manifest))),
  );
  const names: string[] = components.map(({ purl }: { purl: string }) => purl);

  it('lists its packages and what these need, and not Express', () => {
    expect(metadata.component).toMatchObject({ name: 'sign-in', version: manifest.version });
    for (const [name, version] of Object.entries(manifest.dependencies))
      expect(names).toContain(`pkg:npm/${name.replace('@', '%40')}@${version}`);
    expect(names.some((name) => name.includes('msal-common'))).toBe(true);
    expect(names.filter((name) => /\/express@|typescript/.test(name))).toEqual([]);
  });

  it('can’t be made if a package isn’t locked', () => {
    const wanted = { ...manifest, dependencies: { 'left-pad': '1.0.0' } };
    expect(() => lockedPart(lock, JSON.stringify(wanted))).toThrow(
      "sign-in needs left-pad, which isn't in the lock file.",
    );
  });

  it('finds a package in the nearest node_modules', () => {
    const packages = {
      'node_modules/a': { version: '1.0.0', dependencies: { b: '2' } },
      'node_modules/a/node_modules/b': { version: '2.0.0', dependencies: { c: '1', b2: '1' } },
      'node_modules/b': { version: '1.0.0' },
      'node_modules/b2': { version: '1.0.0', optionalDependencies: { elsewhere: '1' } },
      'node_modules/c': { version: '1.0.0' },
      'node_modules/d': { version: '1.0.0' },
    };
    const made = lockedPart(
      JSON.stringify({ packages }),
      JSON.stringify({ name: 'x', version: '1.0.0', dependencies: { a: '1' } }),
    );
    expect(Object.keys(JSON.parse(made).packages)).toEqual([
      'node_modules/a',
      'node_modules/a/node_modules/b',
      'node_modules/b2',
      'node_modules/c',
    ]);
  });
});
