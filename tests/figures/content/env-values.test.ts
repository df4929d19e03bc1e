import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { waysOf } from '../../../src/figures/content/env-values.ts';
import { tenantTypes } from '../../../src/scenarios/tenant-types.ts';
import { trackContent } from '../../../src/tutorial/track-content.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const step = read('src/content/tutorials/configure.mdx');

describe.each(tenantTypes)('the values of %s', (tenantType) => {
  const template = read(`samples/web-app/.env.sample.${tenantType}`);
  const shown = JSON.stringify(trackContent(step, tenantType, 'configure.mdx')).toLowerCase();

  it.each(waysOf(tenantType))('lead from $field through $variable to $file', (way) => {
    const { field, place = '', variable, file } = way;
    for (const label of [...field.split(', '), place]) expect(shown).toContain(label.toLowerCase());
    expect(template).toMatch(new RegExp(`^${variable}=`, 'm'));
    expect(read(`samples/web-app/sign-in/registration/${file}`)).toContain(`'${variable}'`);
  });
});
