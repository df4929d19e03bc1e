import { z } from 'zod';
import { capabilities } from '../scenarios/scenarios.ts';
import { searchWordsSchema } from './search-words-schema.ts';
import { sourceSchema } from './source-schema.ts';

/** Front matter of a step, `src/content/tutorials/<step>.mdx`. */
export const stepSchema = z.strictObject({
  title: z.string().min(1),
  description: z.string().min(1),
  /** Place in the track, from 1. */
  order: z.int().min(1),
  /** Roughly how long the step takes. */
  minutes: z.int().min(1),
  /** Set when the practice tenant isn't enough: the step needs an Azure account, and costs money. */
  azureAccount: z.literal(true).optional(),
  /**
   * File of `samples/web-app` that the sample pane opens with. `.env.sample` is that of the track's
   * tenant type.
   */
  file: z.string().min(1),
  /** Region of `file` that is highlighted at first. */
  region: z.string().optional(),
  /** Microsoft documents, standards and other pages that the step rests on. */
  sources: z.array(sourceSchema).min(1),
  /** Numbers of the readers' problems that the step solves. */
  pains: z.array(z.int().min(1)).default([]),
  searchWords: searchWordsSchema,
  /** Set when the step is about one capability only. */
  capability: z.enum(capabilities).optional(),
});

export type StepData = z.infer<typeof stepSchema>;
