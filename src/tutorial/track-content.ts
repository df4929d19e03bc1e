import type { Root } from 'mdast';
import { attributesOf, parseMdx, replaceTags } from '../content/mdx.ts';
import type { TenantType } from '../scenarios/tenant-types.ts';
import { isShown } from './tenant-filter.ts';

/** The MDX of a step as the track of one tenant type shows it: its <Tenant> blocks opened, those of others gone. */
export function trackContent(mdx: string, tenantType: TenantType, page: string): Root {
  const tree = parseMdx(mdx, page);
  replaceTags(tree, (tag) => {
    if (tag.name !== 'Tenant') return undefined;
    return isShown(attributesOf(tag), tenantType, page) ? tag.children : [];
  });
  return tree;
}
