import { z } from 'zod';

/** A document that a page rests on; shown at its end. */
export const sourceSchema = z.strictObject({ title: z.string().min(1), url: z.url() });
export type SourceData = z.infer<typeof sourceSchema>;
