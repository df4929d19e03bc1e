import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnableFiles } from '../../src/lessons/starting-point.ts';
import { writeFiles } from '../installed-modules.ts';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** A stage of the first app in a folder of its own, with the packages of this repository: they have the same versions. */
export function stageFolder(stage: number): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), `first-app-${stage}-`));
  const files = [...runnableFiles(stage)].map(([path, text]) => [path, Buffer.from(text)] as const);
  writeFiles(folder, files);
  symlinkSync(modules, join(folder, 'node_modules'), 'dir');
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
