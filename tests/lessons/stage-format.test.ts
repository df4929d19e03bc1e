import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { filesAt, stageNumbers } from '../../src/lessons/lessons.ts';
import { writeFiles } from '../installed-modules.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');

/** Checks a folder as `npm run check` checks the repository. */
const checked = (folder: string) =>
  promisify(execFile)(process.execPath, [
    biome,
    'ci',
    '--colors=off',
    '--vcs-enabled=false',
    `--config-path=${root}`,
    folder,
  ]);

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stages-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('every stage is formatted, and has nothing that the linter finds', async () => {
  const folder = temporaryFolder();
  for (const stage of stageNumbers) {
    const files = [...filesAt(stage)].map(([path, text]) => [path, Buffer.from(text)] as const);
    writeFiles(join(folder, String(stage)), files);
  }
  const { stderr } = await checked(folder);
  expect(stderr).toBe('');
});

test('a file that isn’t formatted would be found', async () => {
  const folder = temporaryFolder();
  writeFiles(folder, [['app.ts', Buffer.from('const  a = 1;\nconsole.log(a);\n')]]);
  await expect(checked(folder)).rejects.toThrow('File content differs from formatting output');
});
