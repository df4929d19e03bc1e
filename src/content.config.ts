import { defineCollection } from 'astro:content';
import { docsLoader, i18nLoader } from '@astrojs/starlight/loaders';
import { docsSchema, i18nSchema } from '@astrojs/starlight/schema';
import { glob } from 'astro/loaders';
import { changelogSchema } from './content/changelog-schema.ts';
import { documentSchema } from './content/document-schema.ts';
import { errorSchema } from './content/error-schema.ts';
import { exerciseSchema } from './content/exercise-schema.ts';
import { lessonSchema } from './content/lesson-schema.ts';
import { stepSchema } from './content/step-schema.ts';
import { tenantTypeSchema } from './content/tenant-type-schema.ts';
import { inlineMarkdown } from './errors/inline-markdown.ts';
import { localAddressesInContent } from './local-addresses/in-sources.ts';

/** Ids as authors write them: an error's is its code, upper case included. */
const fileName = ({ entry }: { entry: string }): string => entry.replace(/\.[^.]+$/, '');
const records = (folder: string) =>
  localAddressesInContent(
    glob({ base: `./src/content/${folder}`, pattern: '*.yaml', generateId: fileName }),
  );

/** With the HTML that pages made on demand show too: rendering Markdown is the build's work. */
const errorWithHtml = errorSchema.transform((error) => ({
  ...error,
  titleHtml: inlineMarkdown(error.title),
  meaningHtml: inlineMarkdown(error.meaning),
  fixes: error.fixes.map((fix) => ({ ...fix, html: inlineMarkdown(fix.step) })),
}));

/** The schemas are next to the content; a change of one counts for entries that are cached when this file changes too. */
export const collections = {
  docs: defineCollection({
    loader: localAddressesInContent(docsLoader()),
    schema: docsSchema({ extend: documentSchema }),
  }),
  /** Starlight's own words, where ours differ. */
  i18n: defineCollection({ loader: i18nLoader(), schema: i18nSchema() }),
  /** One file per step serves every track. */
  tutorials: defineCollection({
    loader: localAddressesInContent(
      glob({ base: './src/content/tutorials', pattern: '*.mdx', generateId: fileName }),
    ),
    schema: stepSchema,
  }),
  /** What a patch of samples/first-app/lessons is about. */
  lessons: defineCollection({
    loader: localAddressesInContent(
      glob({ base: './src/content/lessons', pattern: '*.mdx', generateId: fileName }),
    ),
    schema: lessonSchema,
  }),
  'tenant-types': defineCollection({ loader: records('tenant-types'), schema: tenantTypeSchema }),
  changelog: defineCollection({ loader: records('changelog'), schema: changelogSchema }),
  exercises: defineCollection({ loader: records('exercises'), schema: exerciseSchema }),
  errors: defineCollection({ loader: records('errors'), schema: errorWithHtml }),
};
