import { readFileSync } from 'node:fs';
import type { Nodes, Root } from 'mdast';
import { toString as wordsOf } from 'mdast-util-to-string';
import { attributesOf, isTag, replaceTags } from '../../src/content/mdx.ts';
import { partsFor } from '../../src/local-addresses/parts-by-mode.ts';
import type { TenantType } from '../../src/scenarios/tenant-types.ts';
import { trackContent } from '../../src/tutorial/track-content.ts';

/** A step as its author wrote it. */
export interface WrittenStep {
  description: string;
  body: string;
}

export function writtenStep(step: string): WrittenStep {
  const file = new URL(`../../src/content/tutorials/${step}.mdx`, import.meta.url);
  const [, matter = '', body = ''] =
    /^---\n([\s\S]*?)^---\n([\s\S]*)$/m.exec(readFileSync(file, 'utf8')) ?? [];
  return {
    description: /^description: (.+)$/m.exec(matter)?.[1] ?? '',
    body: partsFor('Own machine', body),
  };
}

/** What a reader of one track sees of a step while the tab "Practice tenant" is chosen, block by block. */
function practiceBlocks(body: string, tenantType: TenantType, page: string): Root['children'] {
  const tree = trackContent(body, tenantType, page);
  replaceTags(tree, (tag) => {
    if (tag.name === 'TabItem')
      return attributesOf(tag)['label'] === 'Practice tenant' ? tag.children : [];
    // Their words come from elsewhere, and each is one word on the page.
    if (tag.name === 'Value' || tag.name === 'ErrorLink')
      return [{ type: 'text', value: `‹${tag.name}›` }];
    if (tag.name === 'SampleCode')
      throw new Error(`${page} shows code on the path to the first sign-in.`);
    return undefined;
  });
  return tree.children;
}

/** Headings, sentences, tables, commands, and what a checkpoint hides until it is opened: everything counts. */
function wordsIn(nodes: readonly Nodes[]): number {
  return nodes
    .flatMap(textsOf)
    .join(' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}‹]/u.test(word)).length;
}

const textsOf = (node: Nodes): string[] =>
  'children' in node &&
  (isTag(node) || ['list', 'listItem', 'table', 'tableRow'].includes(node.type))
    ? node.children.flatMap(textsOf)
    : [wordsOf(node)];

/**
 * Words that a reader of a track reads in a step on the practice tenant, its description included.
 * @param upTo the reading ends with the block that holds these words
 */
export function practiceWords(
  { description, body }: WrittenStep,
  tenantType: TenantType,
  page: string,
  upTo?: string,
): number {
  const blocks = practiceBlocks(body, tenantType, page);
  const end =
    upTo === undefined
      ? blocks.length
      : blocks.findIndex((block) => textsOf(block).join(' ').includes(upTo)) + 1;
  if (end === 0) throw new Error(`${page} does not say "${upTo}".`);
  return wordsIn([{ type: 'text', value: description }, ...blocks.slice(0, end)]);
}
