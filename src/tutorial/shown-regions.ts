import { visit } from 'unist-util-visit';
import { attributesOf, isTag } from '../content/mdx.ts';
import type { TenantType } from '../scenarios/tenant-types.ts';
import { trackContent } from './track-content.ts';

export interface ShownRegion {
  file: string;
  /** Undefined when the step shows the whole file. */
  region: string | undefined;
}

/** The code that a step's MDX shows in the track of a tenant type, in order. */
export function shownRegions(mdx: string, tenantType: TenantType, page: string): ShownRegion[] {
  const shown: ShownRegion[] = [];
  visit(trackContent(mdx, tenantType, page), (node) => {
    if (!isTag(node) || node.name !== 'SampleCode') return;
    const { file, region } = attributesOf(node);
    if (file !== undefined) shown.push({ file, region });
  });
  return shown;
}
