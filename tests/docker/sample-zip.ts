import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apiSampleFiles, apiSamples } from '../../src/downloads/api-samples.ts';
import { scenarioFiles } from '../../src/downloads/scenario-files.ts';
import { scenarios } from '../../src/scenarios/scenarios.ts';
import { writeFiles } from '../installed-modules.ts';

const samples = fileURLToPath(new URL('../../samples/', import.meta.url));

function sourcesOf(sample: string): Map<string, string> {
  const folder = join(samples, sample);
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => !path.includes('node_modules') && statSync(path).isFile());
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

function filesOf(sample: string): Map<string, string> {
  const api = apiSamples.find(({ name }) => name === sample);
  if (api) return apiSampleFiles(api, sourcesOf, 'MIT');
  const [scenario] = scenarios;
  if (!scenario) throw new Error('There is no scenario.');
  return scenarioFiles(sourcesOf(sample), scenario, 'MIT');
}

/** A sample's zip, unpacked in a folder of its own. */
export function unpackedZip(sample: string): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), `${sample}-`));
  const files = [...filesOf(sample)];
  writeFiles(
    folder,
    files.map(([path, text]) => [path, Buffer.from(text)] as const),
  );
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
