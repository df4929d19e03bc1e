import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractRegion, withoutRegionMarkers } from '../../src/sample-source/regions.ts';
import { tenantTypes } from '../../src/scenarios/tenant-types.ts';
import { shownRegions } from '../../src/tutorial/shown-regions.ts';
import { steps } from '../steps.ts';
import { codeChanges } from './code-changes.ts';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const stepText = (step: string): string => read(`src/content/tutorials/${step}.mdx`);

/** The `.env` templates are one file for each tenant type. */
const linesOf = (file: string, region: string | undefined, tenantType: string): number => {
  const path = file === '.env.sample' ? `${file}.${tenantType}` : file;
  const source = read(`samples/web-app/${path}`);
  const code = region === undefined ? source : extractRegion(source, region).code;
  return code.split('\n').length;
};

describe.each(steps)('the step %s', (step) => {
  const mdx = stepText(step);

  it.each(tenantTypes)(
    'asks for no more than 60 lines of reading in %s before something to do',
    (tenantType) => {
      const counts = mdx
        .split(/<Steps>/)
        .map((part) =>
          // A <Tenant> may be open across a list of steps: each part is read for itself.
          [...part.matchAll(/<SampleCode [^>]*\/>/g)].map(([code]) => code).join('\n'),
        )
        .map((part) =>
          shownRegions(part, tenantType, step)
            .map(({ file, region }) => linesOf(file, region, tenantType))
            .reduce((sum, lines) => sum + lines, 0),
        );
      expect(Math.max(...counts)).toBeLessThanOrEqual(60);
    },
  );

  it('changes only lines that the sample has', () => {
    for (const { title, before } of codeChanges(mdx)) {
      const source = withoutRegionMarkers(read(`samples/web-app/${title}`));
      expect(source.split(before).length - 1, title).toBe(1);
    }
  });
});

it('reads what a change takes away and what it puts there', () => {
  const text =
    '   ```diff lang="ts" title="app.ts"\n    a;\n   -b;\n   +c;\n   +\n   +d;\n   ```\n';
  expect(codeChanges(text)).toEqual([{ title: 'app.ts', before: 'a;\nb;', after: 'a;\nc;\n\nd;' }]);
});
