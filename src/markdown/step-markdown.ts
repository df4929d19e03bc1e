import { toString as wordsOf } from 'mdast-util-to-string';
import type { StepData } from '../content/step-schema.ts';
import { fileLanguage, sampleFile } from '../sample-source/sample-file.ts';
import { sampleFile as fileOfSample } from '../sample-source/sample-source.ts';
import { type TenantType, tenantTypeFacts } from '../scenarios/tenant-types.ts';
import { trackContent } from '../tutorial/track-content.ts';
import { markdownPage } from './markdown-page.ts';
import { toMarkdown, type Vocabulary } from './to-markdown.ts';
import { code, commonTags, errorLink, link, quotedCode } from './vocabulary.ts';

/** The parts of a step that its Markdown is made from. */
export interface Step
  extends Pick<StepData, 'title' | 'description' | 'order' | 'minutes' | 'sources'> {
  id: string;
  body: string;
}

/** A tenant type as a track needs it: its name, and the practice tenant's values by name. */
export interface Track {
  tenantType: TenantType;
  shortName: string;
  practice: Readonly<Record<string, string>>;
}

/** A step as one track shows it, code included. */
export function stepMarkdown(step: Step, { tenantType, shortName, practice }: Track): string {
  const name = `src/content/tutorials/${step.id}.mdx`;
  const { errorFamily } = tenantTypeFacts[tenantType];
  const vocabulary: Vocabulary = {
    ...commonTags,
    ErrorLink: ({ attributes: { code: common = '', b2c = common } }) => [
      errorLink(errorFamily === 'aadb2c' ? b2c : common),
    ],
    Value: ({ attributes: { name: value = '' } }) => {
      const known = practice[value];
      if (known === undefined) throw new Error(`${name} asks for the value "${value}".`);
      return [code(known)];
    },
    SampleFile: ({ attributes: { file = '' }, children }) => [
      link(sampleFile(file, tenantType, name).href, code(wordsOf(children) || file)),
    ],
    SampleCode: ({ attributes: { file = '', region, title } }) => {
      const whole = sampleFile(file, tenantType, name);
      const lines = region === undefined ? undefined : whole.region(region);
      const { language } = whole;
      return quotedCode({
        title,
        file: whole.name,
        lines,
        language,
        code: lines?.code ?? whole.code,
      });
    },
    // A button that only a page can have.
    ZipWithValues: () => [],
    /** A whole file of another sample, which readers save in their app. */
    FileOfSample: ({ attributes: { sample = '', file = '' } }) => {
      const path = `${sample}/${file}`;
      const text = fileOfSample(path, name).trimEnd();
      return quotedCode({ file: path, lines: undefined, language: fileLanguage(file), code: text });
    },
  };
  return markdownPage({
    title: `${step.title} · ${shortName}`,
    description: step.description,
    about: `Step ${step.order}, about ${step.minutes} minutes.`,
    address: `/tutorials/${tenantType}/${step.id}/`,
    body: toMarkdown(trackContent(step.body, tenantType, name), vocabulary, name),
    sources: step.sources,
  });
}
