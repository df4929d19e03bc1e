import { cpSync, mkdtempSync, symlinkSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { learnersEnvironment } from '../installed-modules.ts';
export { startWithPractice, type RunningSample, type UnpackedSample } from '../e2e/unpacked-sample.ts';
export async function unpackSample() {
  const folder = mkdtempSync(join(tmpdir(), 'scratch-'));
  cpSync('samples/web-app', folder, { recursive: true, filter: (p: string) => !p.includes('node_modules') });
  cpSync(join(folder, '.env.practice.entra-id'), join(folder, '.env.practice'));
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  return { folder, env: learnersEnvironment(), remove: () => rmSync(folder, { recursive: true }) };
}
