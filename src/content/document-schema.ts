import { z } from 'zod';
import { tenantTypes } from '../scenarios/tenant-types.ts';
import { searchWordsSchema } from './search-words-schema.ts';
import { sourceSchema } from './source-schema.ts';

/** What the front matter of src/content/docs may have beyond Starlight's own fields. */
export const documentSchema = z.object({
  /** Microsoft documents, standards and other pages that the page rests on. */
  sources: z.array(sourceSchema).default([]),
  /** Numbers of the readers' problems that the page solves. */
  pains: z.array(z.int().min(1)).default([]),
  searchWords: searchWordsSchema,
  /**
   * The tenant type whose values go into the page's placeholders, such as `<your tenant ID>`; without
   * it, the reader chooses.
   */
  valuesOf: z.enum(tenantTypes).optional(),
});
