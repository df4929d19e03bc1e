import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { glossarySchema } from '../../src/content/glossary-schema.ts';
import { type Rule, words } from './rule.ts';

/** One rule for each word that the glossary refuses. */
export function glossaryRules(
  file = new URL('../../src/content/glossary.yaml', import.meta.url),
): Rule[] {
  const glossary = glossarySchema.parse(parse(readFileSync(file, 'utf8')));
  return glossary.flatMap(({ terms }) =>
    terms.flatMap(({ term, refused }) =>
      refused.map(({ words: example, pattern, instead = term }) => ({
        pattern: words(pattern ?? `(?<![\\w-])${escaped(example)}(?:s|’s|'s)?(?![\\w-])`),
        instead,
        example,
        remedy: instead,
        readersOnly: false,
      })),
    ),
  );
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
