import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { glossarySchema } from './glossary-schema.ts';

const file = new URL('glossary.yaml', import.meta.url);

/** The terms whose first use on a page leads to the glossary; for the build, which runs in Node. */
export const linkedTerms: readonly string[] = glossarySchema
  .parse(parse(readFileSync(file, 'utf8')))
  .flatMap(({ terms }) => terms)
  .filter(({ linked }) => linked)
  .map(({ term }) => term);
