import license from '../../LICENSE?raw';
import { sampleFile, sampleSources } from '../sample-source/sample-source.ts';
import { type Scenario, scenarios } from '../scenarios/scenarios.ts';
import { type ApiSample, apiSampleFiles, apiSamples } from './api-samples.ts';
import { type Download, download } from './download.ts';
import { libraryFiles, libraryName } from './library-files.ts';
import { lockedPart } from './locked-part.ts';
import { scenarioFiles } from './scenario-files.ts';

export type { Download } from './download.ts';

/** A zip, and what it is for. */
export type ScenarioDownload = Download & { scenario: Scenario };
export type ApiDownload = Download & { sample: ApiSample };

let madeScenarios: readonly ScenarioDownload[] | undefined;
let madeApis: readonly ApiDownload[] | undefined;
let madeLibrary: Download | undefined;

/** The web app, once for each scenario; made once per build. */
export function scenarioDownloads(): readonly ScenarioDownload[] {
  madeScenarios ??= scenarios.map((scenario) => ({
    scenario,
    ...download(scenario.name, scenarioFiles(sampleSources('web-app'), scenario, license)),
  }));
  return madeScenarios;
}

const samples: readonly string[] = ['web-app', ...apiSamples.map(({ name }) => name)];

/** What has a bill of materials: all samples, and the library. */
export const listedNames: readonly string[] = [...samples, libraryName];

/**
 * What is locked of one of them.
 * @param page the page that asks, for the error message
 */
export function lockFileOf(name: string, page: string): string {
  if (name !== libraryName) return sampleFile(`${name}/package-lock.json`, page);
  const manifest = libraryFiles(sampleSources('web-app'), license).get('package.json') ?? '';
  return lockedPart(sampleFile('web-app/package-lock.json', page), manifest);
}

/** The samples of the guides on APIs; made once per build. */
export function apiDownloads(): readonly ApiDownload[] {
  madeApis ??= apiSamples.map((sample) => ({
    sample,
    ...download(sample.name, apiSampleFiles(sample, sampleSources, license)),
  }));
  return madeApis;
}

/** The library alone, for an app that exists; made once per build. */
export function libraryDownload(): Download {
  madeLibrary ??= download(libraryName, libraryFiles(sampleSources('web-app'), license));
  return madeLibrary;
}

/** Every zip, with what the downloads page shows about it. */
export const downloads = (): readonly Download[] => [
  ...scenarioDownloads(),
  ...apiDownloads(),
  libraryDownload(),
];
