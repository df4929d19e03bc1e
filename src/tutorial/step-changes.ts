import { sampleFile } from '../sample-source/sample-file.ts';
import { type TenantType, tenantTypes } from '../scenarios/tenant-types.ts';
import { type FileChange, hunksOf, type Introduced } from './changes.ts';
import { shownRegions } from './shown-regions.ts';
import { type StepEntry, trackSteps } from './steps.ts';

/** The lines a step explains in the files whose code it shows. */
export async function changesOf(step: string, tenantType: TenantType): Promise<FileChange[]> {
  const introduced = new Map<string, Introduced[]>();
  let own = 0;
  for (const { id, body, data } of await trackSteps()) {
    if (id === step) own = data.order;
    const page = `src/content/tutorials/${id}.mdx`;
    for (const { file: name, region } of shownRegions(body ?? '', tenantType, page)) {
      const file = sampleFile(name, tenantType, page);
      const { firstLine, lastLine } =
        region === undefined
          ? { firstLine: 1, lastLine: file.code.split('\n').length }
          : file.region(region);
      const before = introduced.get(name) ?? [];
      introduced.set(name, [...before, { order: data.order, firstLine, lastLine }]);
    }
  }
  return [...introduced]
    .map(([name, lines]) => ({
      file: name,
      hunks: hunksOf(sampleFile(name, tenantType, step).code, lines, own),
    }))
    .filter(({ hunks }) => hunks.length > 0);
}

/** A step of one track that explains some of the sample's code. */
export interface ChangedStep {
  tenantType: TenantType;
  entry: StepEntry;
  changes: FileChange[];
}

export async function changedSteps(): Promise<ChangedStep[]> {
  const steps = await trackSteps();
  const all = tenantTypes.flatMap((tenantType) => steps.map((entry) => ({ tenantType, entry })));
  const changed = await Promise.all(
    all.map(async (step) => ({
      ...step,
      changes: await changesOf(step.entry.id, step.tenantType),
    })),
  );
  return changed.filter(({ changes }) => changes.length > 0);
}
