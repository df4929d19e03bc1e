import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { apiSampleFiles, apiSamples } from '../../src/downloads/api-samples.ts';
import { reproducibleZip } from '../../src/downloads/zip.ts';

const root = fileURLToPath(new URL('../../samples/', import.meta.url));
const sourcesOf = (sample: string): Map<string, string> => {
  const folder = join(root, sample);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => !path.includes('node_modules') && statSync(path).isFile());
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
};
const filesOf = (name: string) => {
  const sample = apiSamples.find((one) => one.name === name);
  if (!sample) throw new Error(`no sample ${name}`);
  return apiSampleFiles(sample, sourcesOf, 'MIT');
};

describe.each(apiSamples.map(({ name }) => name))('the zip of %s', (name) => {
  const files = filesOf(name);

  it('is complete: every relative import leads to a file in it', () => {
    const imports = [...files].flatMap(([path, text]) =>
      [...text.matchAll(/(?:from|import|require\()\s*'(\.[^']+)'/g)].map(([, to = '']) => ({
        path,
        leadsTo: join('/', path, '..', to).slice(1),
        outside: join(path, '..', to).startsWith('..'),
      })),
    );
    expect(imports.length).toBeGreaterThan(10);
    expect(imports.filter(({ leadsTo, outside }) => outside || !files.has(leadsTo))).toEqual([]);
  });

  it('imports no package that its package.json does not name', () => {
    const { dependencies } = JSON.parse(files.get('package.json') ?? '');
    const packages = [...files.values()].flatMap((text) =>
      [...text.matchAll(/\bfrom '((?:@[\w-]+\/)?[a-z][\w-]*)(?:\/[^']*)?'/g)].map(
        ([, name]) => name,
      ),
    );
    expect(packages).toContain('express');
    expect(
      [...new Set(packages)].filter(
        (name) => !(String(name) in dependencies || builtinModules.includes(String(name))),
      ),
    ).toEqual([]);
  });

  it('passes its own type check as it comes out of the zip', () => {
    const unpacked = mkdtempSync(join(tmpdir(), 'api-sample-'));
    const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url));
    try {
      for (const [path, text] of files) {
        mkdirSync(join(unpacked, path, '..'), { recursive: true });
        writeFileSync(join(unpacked, path), text);
      }
      symlinkSync(modules, join(unpacked, 'node_modules'), 'junction');
      const compiler = join(modules, 'typescript/bin/tsc');
      execFileSync(process.execPath, [compiler, '--noEmit', '--project', unpacked]);
    } finally {
      rmSync(unpacked, { recursive: true });
    }
  });

  it('holds what a reader needs to run it, and no authoring marks', () => {
    const needed = [
      'package.json',
      'package-lock.json',
      'README.md',
      'LICENSE',
      '.gitignore',
      '.env.practice.entra-id',
      '.env.sample.entra-id',
    ];
    expect([...files.keys()]).toEqual(expect.arrayContaining(needed));
    expect([...files].filter(([, text]) => text.includes('#region'))).toEqual([]);
  });

  it('names no registry host and locks every version', () => {
    const lock = files.get('package-lock.json') ?? '';
    expect(lock).not.toContain('http://');
    expect(lock).not.toContain('"resolved"');
    const { dependencies } = JSON.parse(files.get('package.json') ?? '');
    expect(Object.values(dependencies).filter((version) => !/^\d/.test(String(version)))).toEqual(
      [],
    );
  });

  it('has the same bytes every time', () => {
    expect(reproducibleZip(name, filesOf(name))).toEqual(reproducibleZip(name, files));
  });
});

describe('a file of another sample', () => {
  const samples: Record<string, Record<string, string>> = {
    'protected-api': {
      'start.ts': "import { serve } from '../web-app/server.ts';\nserve();\n",
      'deep/use.ts': "import { bounded } from '../../web-app/library/bounded.ts';\n",
      'check.cjs': "// stands elsewhere\nrequire('../web-app/check.cjs');\n",
      'door.ts': "export * from '../web-app/library/bounded.ts';\n",
    },
    'web-app': {
      'server.ts': "import { door } from './door.ts';\n",
      'check.cjs': 'the check\n',
      'door.ts': "import 'express';\n",
      'library/bounded.ts': "// #region a\nimport { other } from './other.ts';\n// #endregion a\n",
      'library/other.ts': "import { bounded } from './bounded.ts';\n",
      'unused.ts': 'never\n',
    },
  };
  const zip = (sources: typeof samples) =>
    apiSampleFiles(
      { name: 'protected-api' },
      (sample) => new Map(Object.entries(sources[sample] ?? {})),
      'MIT',
    );

  it('joins the zip at its own path, with what it imports and nothing else', () => {
    expect(Object.fromEntries(zip(samples))).toEqual({
      'start.ts': "import { serve } from './server.ts';\nserve();\n",
      'server.ts': "import { door } from './door.ts';\n",
      'deep/use.ts': "import { bounded } from '../library/bounded.ts';\n",
      'library/bounded.ts': "import { other } from './other.ts';\n",
      'library/other.ts': "import { bounded } from './bounded.ts';\n",
      'check.cjs': 'the check\n',
      'door.ts': "export * from './library/bounded.ts';\n",
      LICENSE: 'MIT',
    });
  });

  it('that is not there stops the build with a sentence', () => {
    const without = { ...samples, 'web-app': {} };
    expect(() => zip(without)).toThrow(
      "The zip protected-api needs server.ts from web-app, which doesn't have it.",
    );
  });
});
