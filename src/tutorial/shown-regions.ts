import type { TenantType } from '../scenarios/scenarios.ts';
import { isShown } from './tenant-filter.ts';

export interface ShownRegion {
  file: string;
  /** Undefined when the step shows the whole file. */
  region: string | undefined;
}

const tags = /<Tenant\s([^>]*)>|(<\/Tenant>)|<SampleCode\s([^>]*)\/>/g;
const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];

/** The code that a step's MDX shows in the track of a tenant type, in order. */
export function shownRegions(mdx: string, tenantType: TenantType, page: string): ShownRegion[] {
  const shown: ShownRegion[] = [];
  const around: boolean[] = [];
  for (const [, tenant, end, sampleCode] of mdx.matchAll(tags)) {
    if (tenant !== undefined) {
      const filter = { only: attribute(tenant, 'only'), except: attribute(tenant, 'except') };
      around.push(isShown(filter, tenantType, page));
    } else if (end !== undefined) around.pop();
    else if (sampleCode !== undefined && around.every(Boolean)) {
      const file = attribute(sampleCode, 'file');
      if (file !== undefined) shown.push({ file, region: attribute(sampleCode, 'region') });
    }
  }
  return shown;
}
