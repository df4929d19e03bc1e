import { fileLanguage } from '../sample-source/sample-file.ts';
import { sampleFile, sampleRegion } from '../sample-source/sample-source.ts';
import { page, type Source } from './page.ts';
import { toMarkdown, type Vocabulary } from './to-markdown.ts';
import { lineRange, plainPictures, plainTags, quotedCode } from './vocabulary.ts';

/** What of a chapter, concept or reference page its Markdown is made of. */
export interface Document {
  /** Path below src/content/docs without ending, for example "concepts/tokens". */
  id: string;
  body: string;
  title: string;
  description?: string | undefined;
  sources: readonly Source[];
}

export function documentMarkdown({ id, body, ...head }: Document): string {
  const name = `src/content/docs/${id}.mdx`;
  const vocabulary: Vocabulary = {
    alone: {
      ...plainPictures,
      SampleCode: ({ sample = '', file = '', region }) => {
        const path = `${sample}/${file}`;
        const part = region === undefined ? undefined : sampleRegion(path, region, name);
        const code = part?.code ?? sampleFile(path, name).trimEnd();
        return quotedCode(
          `\`${path}\`${part ? `, ${lineRange(part)}` : ''}:`,
          fileLanguage(file),
          code,
        );
      },
    },
    around: plainTags,
  };
  return page({ ...head, address: `/${id}/`, body: toMarkdown(body, vocabulary, name) });
}
