import { z } from 'zod';
import { tenantTypes } from '../scenarios/tenant-types.ts';
import { searchWordsSchema } from './search-words-schema.ts';
import { sourceSchema } from './source-schema.ts';

/** Inline Markdown: `code`, **bold** and [links](/). */
const sentence = z.string().min(1);

/** Something to do: for all tenant types, or only for those that it names. */
const fix = z.union([
  sentence.transform((step) => ({ step, only: tenantTypes })),
  z.strictObject({ only: z.array(z.enum(tenantTypes)).min(1), step: sentence }),
]);

/** A record of `src/content/errors/<code>.yaml`. */
export const errorSchema = z
  .strictObject({
    /** Who shows the code: Entra ID and External ID, B2C, MSAL, or the sample itself. */
    family: z.enum(['aadsts', 'aadb2c', 'msal', 'app']),
    title: sentence,
    meaning: sentence,
    causes: z.array(sentence).min(1),
    /** In the order to try them. */
    fixes: z.array(fix).min(1),
    /** File of `samples/web-app`, and its region, where this error comes from or gets fixed. */
    whereInSample: z.strictObject({ file: z.string(), region: z.string().optional() }).optional(),
    /** Whether the practice tenant can reproduce it. */
    reproducible: z.boolean(),
    reproduce: sentence.optional(),
    sources: z.array(sourceSchema).min(1),
    searchWords: searchWordsSchema,
  })
  .refine(({ reproducible, reproduce }) => reproducible === (reproduce !== undefined), {
    error: 'An error is reproducible if, and only if, "reproduce" describes how.',
  });

export type ErrorData = z.infer<typeof errorSchema>;
