import { withCapability } from '../sample-source/capability-variables.ts';
import { withoutRegionMarkers } from '../sample-source/regions.ts';
import type { Scenario } from '../scenarios/scenarios.ts';
import { azureParameters, azureParametersFile } from './azure-parameters.ts';
import { scenarioReadme } from './readme.ts';

const readmeTemplate = 'README.template.md';
/** The templates of all tenant types (a zip gets one), and what only this repository needs. */
const leftOut =
  /^(?:\.env\.(?:sample|practice)\..+|README\.template\.md|README\.md|tests?\/.*)$|\.test\.ts$/;

/**
 * What the zip of a scenario holds: the sample without authoring marks, its one template and
 * practice configuration, and a README for exactly this scenario.
 * @param sources the sample's files by path
 * @throws an Error of one sentence when the sample lacks a file that the scenario needs
 */
export function scenarioFiles(
  sources: ReadonlyMap<string, string>,
  scenario: Scenario,
  licence: string,
): Map<string, string> {
  const needed = (path: string): string => {
    const text = sources.get(path);
    if (text !== undefined) return text;
    throw new Error(`The zip ${scenario.name} needs ${path}, which the sample doesn't have.`);
  };
  const environment = (kind: 'sample' | 'practice'): string =>
    withCapability(
      withoutRegionMarkers(needed(`.env.${kind}.${scenario.tenantType}`)),
      scenario.capability,
    );

  const files = new Map<string, string>();
  for (const [path, text] of sources) {
    if (!leftOut.test(path)) files.set(path, withoutRegionMarkers(text));
  }
  files.set('package-lock.json', needed('package-lock.json'));
  files.set('.env.sample', environment('sample'));
  files.set('.env.practice', environment('practice'));
  files.set(
    azureParametersFile,
    azureParameters(needed(azureParametersFile), environment('sample'), scenario.tenantType),
  );
  files.set('README.md', scenarioReadme(needed(readmeTemplate), scenario));
  files.set('LICENSE', licence);
  return files;
}
