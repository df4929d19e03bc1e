import { sampleFile } from '../sample-source/sample-file.ts';
import type { TenantType } from '../scenarios/scenarios.ts';
import { page, type Source } from './page.ts';
import { ownTenantBlocks } from './tenant-blocks.ts';
import { type Attributes, toMarkdown, type Vocabulary } from './to-markdown.ts';
import { errorLink, lineRange, plainPictures, plainTags, quotedCode } from './vocabulary.ts';

/** What of a step its Markdown is made of. */
export interface Step {
  id: string;
  body: string;
  title: string;
  description: string;
  order: number;
  minutes: number;
  sources: readonly Source[];
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
  const link = ({ file = '' }: Attributes, text: string): string =>
    `[${text}](${sampleFile(file, tenantType, name).href})`;
  const vocabulary: Vocabulary = {
    alone: {
      ...plainPictures,
      ErrorLink: ({ code = '', b2c = code }) => errorLink(tenantType === 'b2c' ? b2c : code),
      Value: ({ name: value = '' }) => {
        const known = practice[value];
        if (known === undefined) throw new Error(`${name} asks for the value "${value}".`);
        return `\`${known}\``;
      },
      SampleFile: (attributes) => link(attributes, `\`${attributes['file']}\``),
      SampleCode: ({ file = '', region, title }) => {
        const whole = sampleFile(file, tenantType, name);
        const part = region === undefined ? undefined : whole.region(region);
        const caption = `${title ? `${title} ` : ''}\`${whole.name}\`${part ? `, ${lineRange(part)}` : ''}:`;
        return quotedCode(caption, whole.language, part?.code ?? whole.code);
      },
    },
    around: { ...plainTags, SampleFile: (attributes, inner) => link(attributes, `\`${inner}\``) },
  };
  return page({
    title: `${step.title} · ${shortName}`,
    description: step.description,
    about: `Step ${step.order}, about ${step.minutes} minutes.`,
    address: `/tutorials/${tenantType}/${step.id}/`,
    body: toMarkdown(ownTenantBlocks(step.body, tenantType, name), vocabulary, name),
    sources: step.sources,
  });
}
