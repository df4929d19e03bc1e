import licence from '../../LICENSE?raw';
import { sampleSources } from './sample-source.ts';
import { scenarioFiles } from './scenario-files.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { reproducibleZip, sha256 } from './zip.ts';

export interface Download {
  scenario: Scenario;
  fileName: string;
  bytes: Uint8Array<ArrayBuffer>;
  sha256: string;
  files: readonly { path: string; bytes: number }[];
}

let made: readonly Download[] | undefined;

/** Every zip with what the downloads page says about it; made once per build. */
export function downloads(): readonly Download[] {
  // Until the sample is complete, its zips are left out.
  made ??= sampleSources('web-app').has('README.template.md') ? scenarios.map(download) : [];
  return made;
}

function download(scenario: Scenario): Download {
  const files = scenarioFiles(sampleSources('web-app'), scenario, licence);
  const bytes = reproducibleZip(scenario.name, files);
  const contents = [...files].map(([path, text]) => ({ path, bytes: Buffer.byteLength(text) }));
  return {
    scenario,
    fileName: `${scenario.name}.zip`,
    bytes,
    sha256: sha256(bytes),
    files: contents.sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
