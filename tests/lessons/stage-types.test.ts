import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { filesAt, stageNumbers } from '../../src/lessons/lessons.ts';
import type { Files } from '../../src/lessons/patch.ts';

const folder = fileURLToPath(new URL('../../samples/first-app', import.meta.url));

/** Declarations of packages are the same in every stage. */
const declarations = new Map<string, ts.SourceFile | undefined>();

/** What `npm run typecheck` would print in a folder with these files. */
function problemsIn(files: Files): string[] {
  const config = ts.parseConfigFileTextToJson('tsconfig.json', files.get('tsconfig.json') ?? '');
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, folder);
  const own = new Map([...files].map(([path, text]) => [join(folder, path), text]));
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  const program = ts.createProgram({
    rootNames: [...own.keys()].filter((path) => path.endsWith('.ts')),
    options,
    host: {
      ...host,
      fileExists: (path) => own.has(path) || host.fileExists(path),
      readFile: (path) => own.get(path) ?? host.readFile(path),
      getSourceFile: (path, version) => {
        const text = own.get(path);
        if (text !== undefined) return ts.createSourceFile(path, text, version);
        if (!declarations.has(path)) declarations.set(path, read(path, version));
        return declarations.get(path);
      },
    },
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

test.each(stageNumbers)('stage %i has no type errors', (stage) => {
  expect(problemsIn(filesAt(stage))).toEqual([]);
});

test('a type error in the app, or in a file that a lesson adds, would be found', () => {
  const wrong = new Map([
    ...filesAt(stageNumbers.at(-1) ?? 0),
    ['own-address.ts', 'export const ownAddress = (asked: unknown): string => asked;\n'],
  ]);
  expect(problemsIn(wrong)).toEqual(["Type 'unknown' is not assignable to type 'string'."]);
});
