import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { scenarioFiles } from '../../src/downloads/scenario-files.ts';
import { reproducibleZip } from '../../src/downloads/zip.ts';
import { type Scenario, scenarios } from '../../src/scenarios/scenarios.ts';
import { projectRoot } from '../e2e/running-site.ts';
import { installInto, writeFiles } from '../installed-modules.ts';

/** The zip under test, made as the build makes it: a change of the sample needs no build to be tested. */
export function zipUnderTest(): { scenario: Scenario; bytes: Uint8Array } {
  const scenario = scenarios.find(({ name }) => name === 'web-app-entra-id-call-api');
  if (scenario === undefined) throw new Error('There is no zip for Entra ID that calls an API.');
  const folder = join(projectRoot, 'samples/web-app');
  const notSource = /(?:^|\/)(?:node_modules|\.practice-tenant|\.env)(?:\/|$)/;
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !notSource.test(path) && statSync(join(folder, path)).isFile(),
  );
  const sources = new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
  const licence = readFileSync(join(projectRoot, 'LICENSE'), 'utf8');
  const files = scenarioFiles(sources, scenario, licence);
  return { scenario, bytes: reproducibleZip(scenario.name, files) };
}

/** Unpacks the zip into a new folder outside the repository, with the dependencies of its own lock file. */
export async function unpackedZip(): Promise<{ folder: string; remove(): void }> {
  const { scenario, bytes } = zipUnderTest();
  const files = Object.entries(unzipSync(bytes)).map(
    ([path, content]) => [path.slice(scenario.name.length + 1), content] as const,
  );
  const folder = mkdtempSync(join(tmpdir(), 'sample-from-zip-'));
  writeFiles(folder, files);
  await installInto(folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
