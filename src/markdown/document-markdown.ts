import { parseMdx } from '../content/mdx.ts';
import type { SourceData } from '../content/source-schema.ts';
import { fileLanguage } from '../sample-source/sample-file.ts';
import { sampleFile, sampleRegion } from '../sample-source/sample-source.ts';
import { markdownPage } from './markdown-page.ts';
import { toMarkdown, type Vocabulary } from './to-markdown.ts';
import { commonTags, quotedCode } from './vocabulary.ts';

/** The parts of a guide, concept, or reference page that its Markdown is made from. */
export interface Document {
  /** Path below src/content/docs without ending, for example "how-it-works/tokens". */
  id: string;
  body: string;
  title: string;
  description?: string | undefined;
  sources: readonly SourceData[];
}

export function documentMarkdown({ id, body, ...head }: Document): string {
  const name = `src/content/docs/${id}.mdx`;
  const vocabulary: Vocabulary = {
    ...commonTags,
    SampleCode: ({ attributes: { sample = '', file = '', region } }) => {
      const path = `${sample}/${file}`;
      const lines = region === undefined ? undefined : sampleRegion(path, region, name);
      const code = lines?.code ?? sampleFile(path, name).trimEnd();
      return quotedCode({ file: path, lines, language: fileLanguage(file), code });
    },
  };
  return markdownPage({
    ...head,
    address: `/${id}/`,
    body: toMarkdown(parseMdx(body, name), vocabulary, name),
  });
}
