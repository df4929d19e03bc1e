import { z } from 'zod';
import { sourceSchema } from './source-schema.ts';

/** Inline Markdown: `code`, **bold** and [links](/). */
const sentences = z.string().min(1);

const questionSchema = z
  .strictObject({
    question: sentences,
    options: z
      .array(
        z.strictObject({
          text: sentences,
          /** Set for the one that's right. */
          right: z.literal(true).optional(),
          /** Why it's right, or what's wrong about it. */
          why: sentences,
        }),
      )
      .min(2),
  })
  .refine(({ options }) => options.filter(({ right }) => right).length === 1, {
    error: 'Exactly one option of a question is right.',
  });

/** Front matter of a lesson, `src/content/lessons/<slug>.mdx`; its change is the patch of the same name. */
export const lessonSchema = z.strictObject({
  title: z.string().min(1),
  description: z.string().min(1),
  /** Place in the track, from 1. */
  order: z.int().min(1),
  /** Roughly how long the lesson takes. */
  minutes: z.int().min(1),
  /** IDs of the attacks that it shows, the first one live; the app falls to each before its change only. */
  attacks: z.array(z.string()).min(1),
  /** They check what was understood. Nothing is sent. */
  questions: z.array(questionSchema).min(1).max(2),
  /** Microsoft documents, standards and other pages that the lesson rests on. */
  sources: z.array(sourceSchema).min(1),
});

export type LessonData = z.infer<typeof lessonSchema>;
