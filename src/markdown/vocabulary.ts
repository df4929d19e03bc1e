import type { Heading, Link, Paragraph, PhrasingContent, RootContent, Strong, Text } from 'mdast';
import { phrasing } from 'mdast-util-phrasing';
import { figureNamed } from '../figures/figures.ts';
import { portalFigure } from '../figures/portal/figures.ts';
import { captionOf, markedSpots } from '../figures/portal/portal-figure.ts';
import { tenantTypeTree } from './tenant-type-tree.ts';
import type { Said, Vocabulary } from './to-markdown.ts';

const text = (value: string): Text => ({ type: 'text', value });
const strong = (...children: PhrasingContent[]): Strong => ({ type: 'strong', children });
const paragraph = (...children: PhrasingContent[]): Paragraph => ({ type: 'paragraph', children });
const heading = (depth: Heading['depth'], words: string): Heading => ({
  type: 'heading',
  depth,
  children: [text(words)],
});

export const code = (value: string): PhrasingContent => ({ type: 'inlineCode', value });
export const link = (url: string, ...children: Link['children']): Link => ({
  type: 'link',
  url,
  children,
});
export const errorLink = (errorCode: string): Link =>
  link(`/errors/${errorCode}/`, text(errorCode));

/** `lines 3–9`, or `line 3`. */
export const lineRange = ({
  firstLine,
  lastLine,
}: {
  firstLine: number;
  lastLine: number;
}): string => (firstLine === lastLine ? `line ${firstLine}` : `lines ${firstLine}–${lastLine}`);

interface Quoted {
  /** Words before the file's name. */
  title?: string | undefined;
  file: string;
  lines?: { firstLine: number; lastLine: number } | undefined;
  language: string;
  code: string;
}

/** A block of code under the name of its file. */
export const quotedCode = ({
  title,
  file,
  lines,
  language,
  code: value,
}: Quoted): RootContent[] => [
  paragraph(
    ...(title ? [text(`${title} `)] : []),
    code(file),
    text(lines ? `, ${lineRange(lines)}:` : ':'),
  ),
  { type: 'code', lang: language, value },
];

/** The way to the page of the portal that the figure draws, and what its steps are about. */
function portalFigureInWords(name: string): RootContent[] {
  const figure = portalFigure(name);
  const way = [...figure.path, figure.title].join(' > ');
  const spots = markedSpots(figure).flatMap(({ step, label, text: words, code: value }) => [
    text(` ${step}: `),
    strong(text(label)),
    ...(words ? [text(` ${words}`)] : []),
    ...(value ? [text(' '), code(value)] : []),
    text('.'),
  ]);
  return [
    { type: 'blockquote', children: [paragraph(text(`${captionOf(figure)}, ${way}.`), ...spots)] },
  ];
}

const asIs = ({ children }: Said): readonly RootContent[] => children;

/** What authors may write on every page. */
export const commonTags: Vocabulary = {
  Label: ({ children }) => [{ type: 'strong', children: children.filter(phrasing) }],
  Steps: asIs,
  FileTree: asIs,
  Tabs: asIs,
  TabItem: ({ attributes: { label = '' }, children }) => [
    paragraph(strong(text(`${label}:`))),
    ...children,
  ],
  Fold: ({ attributes: { summary = '' }, children }) => [
    paragraph(strong(text(`${summary}:`))),
    ...children,
  ],
  Checkpoint: ({ children }) => [heading(2, 'Checkpoint'), ...children],
  Fragment: ({ children }) => [heading(3, 'It didn’t work'), ...children],
  Figure: ({ attributes: { name = '' } }) => {
    const { title, description } = figureNamed(name, 'A page');
    return [
      {
        type: 'blockquote',
        children: [paragraph(strong(text(`${title}.`)), text(` ${description}`))],
      },
    ];
  },
  TenantTypeTree: () => tenantTypeTree(),
  PortalFigure: ({ attributes: { name = '' } }) => portalFigureInWords(name),
  ErrorLink: ({ attributes: { code: errorCode = '' } }) => [errorLink(errorCode)],
};
