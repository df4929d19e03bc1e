import { z } from 'zod';
import { sourceSchema } from './source-schema.ts';

/** Words that `npm run check` refuses in favor of the term. */
const refusedSchema = z.strictObject({
  /** As the glossary shows them, and an example that the check refuses. */
  words: z.string().min(1),
  /**
   * A regular expression, when the words alone would match too much; a space matches any white
   * space.
   */
  pattern: z.string().min(1).optional(),
  /** What to write, when it isn't the term itself. */
  instead: z.string().min(1).optional(),
});

const termSchema = z.strictObject({
  term: z.string().min(1),
  /** One or two sentences of inline Markdown. */
  meaning: z.string().min(1),
  /**
   * Microsoft's page or the standard that the meaning rests on; without one, the definition is this
   * site's own.
   */
  source: sourceSchema.optional(),
  /** Whether the first use on a page leads to the glossary: not for everyday words. */
  linked: z.boolean().default(false),
  refused: z.array(refusedSchema).default([]),
});

export const glossarySchema = z.array(
  z.strictObject({
    group: z.string().min(1),
    terms: z.array(termSchema).min(1),
  }),
);

export type GlossaryTerm = z.infer<typeof termSchema>;
