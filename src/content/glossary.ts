import { parse } from 'yaml';
import source from './glossary.yaml?raw';
import { glossarySchema } from './glossary-schema.ts';

export type { GlossaryTerm } from './glossary-schema.ts';

/** The terms of the site, by group. */
export const glossary = glossarySchema.parse(parse(source));

export const title = 'Glossary';
export const description =
  'The terms this site uses, what each one means, and the words it avoids.';
export const lead =
  'This site uses one term for one thing. Each entry shows what the term means here, and the words this site doesn’t use for it, because other pages and tools might.';
