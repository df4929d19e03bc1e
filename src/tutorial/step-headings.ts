import type { MarkdownHeading } from 'astro';
import type { Nodes } from 'mdast';
import { attributesOf, isTag, parseMdx } from '../content/mdx.ts';
import type { TenantType } from '../scenarios/tenant-types.ts';
import { isShown } from './tenant-filter.ts';

/** Every step ends with one; it comes from Checkpoint.astro, so the Markdown doesn't list it. */
const checkpoint = { depth: 2, slug: 'checkpoint', text: 'Checkpoint' };

/**
 * The sections of a step as the track of one tenant type shows them.
 * @param headings all headings of the MDX, whatever the tenant type, as Astro lists them
 */
export function stepHeadings(
  mdx: string,
  headings: readonly MarkdownHeading[],
  tenantType: TenantType,
  page: string,
): MarkdownHeading[] {
  const shown: boolean[] = [];
  const walk = (node: Nodes, inTrack: boolean): void => {
    if (node.type === 'heading') shown.push(inTrack);
    const here =
      inTrack &&
      !(isTag(node) && node.name === 'Tenant' && !isShown(attributesOf(node), tenantType, page));
    if ('children' in node) for (const child of node.children) walk(child, here);
  };
  walk(parseMdx(mdx, page), true);
  const sections = headings.filter(({ depth }, index) => depth === 2 && shown[index]);
  return [...sections, checkpoint];
}
