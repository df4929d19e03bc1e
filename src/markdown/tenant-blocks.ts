import type { TenantType } from '../scenarios/scenarios.ts';
import { isShown } from '../tutorial/tenant-filter.ts';

const innermost = /<Tenant\b([^>]*)>((?:(?!<Tenant\b)[\s\S])*?)<\/Tenant>/;
const attribute = (list: string, name: string): string | undefined =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(list)?.[1];

/** The MDX of a step as the track of one tenant type shows it: without the blocks of the others. */
export function ownTenantBlocks(mdx: string, tenantType: TenantType, page: string): string {
  let text = mdx;
  for (let found = innermost.exec(text); found; found = innermost.exec(text)) {
    const [all, list = '', inner = ''] = found;
    const filter = { only: attribute(list, 'only'), except: attribute(list, 'except') };
    const shown = isShown(filter, tenantType, page) ? inner : '';
    text = text.slice(0, found.index) + shown + text.slice(found.index + all.length);
  }
  return text;
}
