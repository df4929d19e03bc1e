import { z } from 'zod';

/** An entry of `src/content/changelog/<date>-<name>.yaml`: something that readers notice. */
export const changelogSchema = z.strictObject({
  date: z.iso.date(),
  title: z.string().min(1),
  /** Two or three sentences of inline Markdown: `code`, **bold** and [links](/). */
  text: z.string().min(1),
});
